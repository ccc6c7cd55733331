package org.translationjobs.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** One of two sessions, whose operation goes on statement by statement. */
final class Session implements AutoCloseable {
  enum State {
    /** Before its next statement. */
    AT_GATE,
    /** In a statement that waits for a lock of the other session. */
    BLOCKED,
    OVER
  }

  private final TestDatabase observer;
  private final String name;
  private final HikariDataSource pool;
  private final Gate gate = new Gate();
  private final DataSource source;
  private final PostgresDatabase database;
  private FutureTask<Object> operation = new FutureTask<>(() -> "nothing");

  Session(TestDatabase observer, String name, UnaryOperator<String> rewrite) {
    this.observer = observer;
    this.name = name;
    var config = new HikariConfig();
    var url = ConnectionUrl.parse(observer.url());
    config.setJdbcUrl(url.jdbcUrl());
    config.setDataSourceProperties(url.properties());
    config.addDataSourceProperty("ApplicationName", name);
    config.setMaximumPoolSize(2);
    pool = new HikariDataSource(config);
    source = GatedSource.of(pool, gate, rewrite);
    database = new PostgresDatabase(source, PostgresSettings.DEFAULTS, name);
    database.views().beforeStartLine(1);
  }

  PostgresDatabase database() {
    return database;
  }

  /** A statement of another service, by itself. */
  void execute(String sql, Object... arguments) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts an operation, which stops before its first statement. */
  void begin(Callable<Object> work) {
    gate.shut();
    operation = new FutureTask<>(work) {
      @Override
      protected void done() {
        gate.wake();
      }
    };
    Thread.ofPlatform().name(name).daemon().start(operation);
  }

  /** Waits until the operation has stopped somewhere. */
  State settled() throws InterruptedException {
    for (var looks = 0; looks < 30_000; looks++) {
      if (operation.isDone()) {
        return State.OVER;
      }
      if (gate.isWaiting()) {
        return State.AT_GATE;
      }
      gate.awaitMoment(looks < 3 ? 2 : 1);
      if (looks >= 2 && !gate.isWaiting() && !operation.isDone() && waitsForLock()) {
        return State.BLOCKED;
      }
    }
    throw new IllegalStateException(name + " hangs after " + gate.passed());
  }

  private boolean waitsForLock() {
    return observer.value(
        Boolean.class,
        """
        select exists (select 1 from pg_stat_activity where datname = current_database()
          and application_name = ? and state = 'active' and wait_event_type = 'Lock'
          and wait_event in ('transactionid', 'tuple', 'advisory', 'relation'))
        """, name);
  }

  /** Lets one statement go and waits for the next stop; false when there was none to let go. */
  boolean step() throws InterruptedException {
    if (settled() != State.AT_GATE) {
      return false;
    }
    gate.letOneGo();
    settled();
    return true;
  }

  /** Goes on until the operation is over or blocked. */
  State run() throws InterruptedException {
    while (settled() == State.AT_GATE) {
      gate.letOneGo();
    }
    return settled();
  }

  /** How many statements and commits the operation has let pass. */
  int passed() {
    return gate.passed().size();
  }

  /** What the operation answered, or the error it ended with. */
  Object answer() throws InterruptedException {
    try {
      return operation.get();
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } finally {
      gate.open();
    }
  }

  @Override
  public void close() {
    gate.open();
    database.close();
    pool.close();
  }
}
