package org.translationjobs.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Connections, transactions, their time limits, their repetition and their errors. Relies on nothing
 * that a connection pool in transaction mode cannot keep: limits are set inside each transaction or
 * by the driver.
 */
final class Database implements AutoCloseable {
  private static final int MOST_TRIES = 6;
  /**
   * Between two statements of a transaction: who stands still gives its locks up before others, who
   * wait for them to renew their claims, lose those.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DataSource source;
  private final PostgresSettings settings;
  private final SqlErrors errors;
  private final Shield shield = new Shield();
  private volatile @Nullable Guide guide;

  Database(DataSource source, PostgresSettings settings, String address) {
    this.source = source;
    this.settings = settings;
    this.errors = new SqlErrors(address);
  }

  PostgresSettings settings() {
    return settings;
  }

  SqlErrors errors() {
    return errors;
  }

  Shield shield() {
    return shield;
  }

  @Override
  public void close() {
    shield.close();
  }

  /** The other services' tables as they are; read once. */
  Guide guide() {
    var known = guide;
    if (known == null) {
      known = plain("read the tables' columns", context -> Inspection.of(context, settings));
      guide = known;
    }
    return known;
  }

  void forgetGuide() {
    guide = null;
  }

  /** One transaction, repeated as a whole after a deadlock or a serialization failure. */
  <T> T transaction(String what, Function<Sql, T> work) {
    return repeated(what, false, work);
  }

  /** Several reads of one moment: what another transaction writes is seen by all or by none. */
  <T> T snapshot(String what, Function<Sql, T> reads) {
    return repeated(what, true, reads);
  }

  private <T> T repeated(String what, boolean snapshot, Function<Sql, T> work) {
    var tables = guide();
    return shield.run(() -> {
      for (var attempt = 1;; attempt++) {
        try {
          return once(tables, snapshot, work);
        } catch (SQLException | DataAccessException e) {
          if (attempt == MOST_TRIES || !SqlErrors.isRetryable(e)) {
            throw errors.translate(what, e);
          }
          pause(attempt);
        }
      }
    });
  }

  /** One statement that is its own transaction. */
  <T> T statement(String what, Function<Sql, T> work) {
    var tables = guide();
    return onConnection(
        what,
        (connection, silence) -> work
            .apply(new Sql(connection, tables, settings.statementTimeout(), silence)));
  }

  /** A {@link #transaction} while the caller goes on. */
  <T> Future<T> begin(String what, Function<Sql, T> work) {
    return shield.begin(() -> transaction(what, work));
  }

  /** Statements outside any transaction, without the guide's tables. */
  <T> T plain(String what, Function<DSLContext, T> work) {
    return onConnection(
        what, (connection, silence) -> work.apply(DSL.using(connection, SQLDialect.POSTGRES,
            limited())));
  }

  @SuppressWarnings("try") // committing is there to be closed
  private <T> T onConnection(String what, BiFunction<Connection, SilenceLimit, T> work) {
    return shield.run(() -> {
      for (var attempt = 1;; attempt++) {
        try (var connection = source.getConnection();
            var silence = new SilenceLimit(connection);
            var committing = new AutoCommit(connection)) {
          silence.set(settings.statementTimeout());
          return work.apply(connection, silence);
        } catch (SQLException | DataAccessException e) {
          if (attempt == MOST_TRIES || !SqlErrors.isRetryable(e)) {
            throw errors.translate(what, e);
          }
          pause(attempt);
        }
      }
    });
  }

  /** A connection with an open transaction; its user commits, rolls back and closes it. */
  Connection open() throws SQLException {
    var connection = source.getConnection();
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Gives a connection of {@link #open} back; what is not committed is undone. */
  static void close(Connection connection) throws SQLException {
    try (connection) {
      undo(connection);
    }
  }

  private static void undo(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  Sql sql(Connection connection, Guide tables) {
    return sql(connection, tables, new SilenceLimit(connection));
  }

  private static Sql sql(Connection connection, Guide tables, SilenceLimit silence) {
    return new Sql(connection, tables, Duration.ZERO, silence);
  }

  @SuppressWarnings("try") // undo is there to be closed
  private <T> T once(Guide tables, boolean snapshot, Function<Sql, T> work) throws SQLException {
    try (var connection = open();
        var silence = new SilenceLimit(connection);
        var undo = (Undo) () -> undo(connection)) {
      silence.set(settings.statementTimeout());
      var sql = sql(connection, tables, silence);
      if (snapshot) {
        sql.ahead("set transaction isolation level repeatable read, read only");
      }
      limit(sql, settings.statementTimeout(), settings.lockTimeout(), LONGEST_PAUSE);
      var result = work.apply(sql);
      connection.commit();
      return result;
    }
  }

  /**
   * Limits from the next statement on until the end of the transaction, whoever uses the server
   * connection next. Plans that the server keeps, where an embedder's driver prepares statements, may
   * have been made for tables that were small: none is used but by {@link #KEPT_PLANS}.
   */
  static void limit(Sql sql, Duration statement, Duration lock, Duration idle) {
    sql.ahead(
        """
        select set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true),
          set_config('idle_in_transaction_session_timeout', ?, true),
          set_config('plan_cache_mode', 'force_custom_plan', true)
        """,
        Long.toString(statement.toMillis()),
        Long.toString(lock.toMillis()),
        Long.toString(idle.toMillis()));
  }

  /**
   * From the next statement on the server takes the plan that it keeps for a statement, where the driver lets it
   * keep any: to plan one that looks up a few rows takes longer than to execute it.
   *
   * <p>For statements that find their rows by an index however large the tables are, and join no more than
   * {@link #FEW} of them: a kept plan knows neither. Without scans of whole tables the plan is the same for one that
   * was empty when it was made; where there is no index, such a scan looks so costly that it must not be compiled.
   *
   * <p>Until {@link #FRESH_PLANS} or the end of the transaction; of a single statement that sends it {@linkplain
   * Sql#ahead ahead}, until the end of the same message. What triggers of the site's own plan meanwhile, they plan
   * this way.
   */
  static final Sql.Query KEPT_PLANS = Sql.Query.of(
      """
      select set_config('plan_cache_mode', 'force_generic_plan', true),
        set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)
      """);

  /** From the next statement on each is planned for what it is about and for the tables as they are; not compiled. */
  static final Sql.Query FRESH_PLANS = Sql.Query.of(
      """
      select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('enable_seqscan', 'on', true)
      """);

  /** So few rows that to compare each of them with each costs nothing. */
  static final int FEW = 64;

  /** Less patience for locks until the end of the transaction. */
  static void limitLocks(Sql sql, Duration lock) {
    sql.ahead("select set_config('lock_timeout', ?, true)", Long.toString(lock.toMillis()));
  }

  /**
   * This transaction does not wait for the disk: a crash of the server may take it back, until another one
   * that waits has committed after it.
   */
  static void safeWithTheNext(Sql sql) {
    sql.ahead("select set_config('synchronous_commit', 'off', true)");
  }

  private Settings limited() {
    return new Settings()
        .withExecuteLogging(false)
        .withCacheRecordMappers(false)
        .withQueryTimeout((int) Math.max(1, settings.statementTimeout().toSeconds()));
  }

  private static void pause(int attempt) {
    var longest = Duration.ofMillis(10L << attempt).toNanos();
    LockSupport.parkNanos(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
  }

  @FunctionalInterface
  private interface Undo extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }
}
