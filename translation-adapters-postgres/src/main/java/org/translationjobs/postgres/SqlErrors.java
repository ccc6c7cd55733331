package org.translationjobs.postgres;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;

/** The one place where the driver's errors become ours. */
final class SqlErrors {
  private static final Set<String> RETRYABLE = Set.of("40P01", "40001");
  /**
   * Of a statement that the server keeps: it gives other columns now, because a table was altered (among
   * others), or the server does not know it any more. The driver forgets it thereby, so that it
   * succeeds when it is repeated.
   */
  private static final Set<String> OF_KEPT_STATEMENTS = Set.of("0A000", "26000");
  /** Connection, resources, operator intervention, system, snapshot. */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58", "72");
  private static final Set<String> UNAVAILABLE = Set.of("25006", "25P03", "25P04", "55P03");
  /** Data, integrity, check option, program limits, triggers and routines. */
  private static final Set<String> ROW_CLASSES = Set.of("22", "23", "44", "54", "P0", "38", "39");

  private static final String UNDEFINED_TABLE = "42P01";
  static final String CREATE_TABLES =
      "on a new installation run 'translation-cli migrate --create-guide-tables'";

  private final String address;

  SqlErrors(String address) {
    this.address = address;
  }

  static boolean isRetryable(Throwable e) {
    var state = state(e);
    return state != null && (RETRYABLE.contains(state) || OF_KEPT_STATEMENTS.contains(state));
  }

  /** Whether the values of a row caused it: another row may pass. */
  static boolean isOfRow(Throwable e) {
    var state = state(e);
    return state != null && state.length() == 5 && ROW_CLASSES.contains(state.substring(0, 2));
  }

  /** Null without an {@link SQLException} in the chain. */
  static @Nullable SQLException sqlException(Throwable e) {
    SQLException found = null;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && (found == null || isOfPool(found))) {
        found = sql;
      }
    }
    return found;
  }

  /** A pool's complaint that it got no connection says less than the reason behind it. */
  private static boolean isOfPool(SQLException e) {
    return e instanceof SQLTransientConnectionException;
  }

  /** What the server said about a row, in one line. */
  static String message(Throwable e) {
    var sql = sqlException(e);
    var said = String.valueOf(sql == null ? e.getMessage() : sql.getMessage());
    var state = sql == null || sql.getSQLState() == null ? "" : " (" + sql.getSQLState() + ")";
    return oneLine(said.replaceFirst("^[A-Z]+: ", "")) + state;
  }

  RuntimeException translate(String what, Exception e) {
    var sql = sqlException(e);
    if (sql == null) {
      return new TranslationJobsException(
          "PostgreSQL (" + address + "): could not " + what + ": " + oneLine(e.toString()), e);
    }
    var state = sql.getSQLState() == null ? "" : sql.getSQLState();
    var said = "PostgreSQL (" + address + "): could not " + what + ": " + message(sql);
    if (ConnectionFailure.isOne(sql)) {
      return new UnavailableException(
          "PostgreSQL",
          "PostgreSQL (" + address + "): could not " + what + ": it "
              + ConnectionFailure.message(sql),
          e);
    }
    if (isUnavailable(sql, state)) {
      return new UnavailableException("PostgreSQL", said + cureOf(state), e);
    }
    var cure = state.equals(UNDEFINED_TABLE) && !isOurs(sql) ? "; check DATABASE_URL, or "
        + CREATE_TABLES : cureOf(state);
    return new TranslationJobsException(said + cure, e);
  }

  /** Whether the missing table is one of our schema, as the server's message names it. */
  private static boolean isOurs(SQLException e) {
    return String.valueOf(e.getMessage()).contains(PostgresSettings.OPS_SCHEMA + ".");
  }

  private static boolean isUnavailable(SQLException e, String state) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLTimeoutException
        || RETRYABLE.contains(state)
        || UNAVAILABLE.contains(state)
        || (state.length() == 5 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)));
  }

  private static String cureOf(String state) {
    return switch (state) {
      case "25006" ->
          "; this server is read-only, a standby perhaps: DATABASE_URL must name the primary";
      case "42501" -> "; 'translation-cli doctor' lists the privileges that are needed";
      case UNDEFINED_TABLE, "42703", "3F000" ->
          "; run 'translation-cli migrate', then 'translation-cli doctor'";
      case "53300" -> "; lower the pool size of the workers or raise max_connections";
      case "55P03" -> "; another transaction holds the row";
      case "57014" -> "; it took longer than its time limit";
      default -> "";
    };
  }

  private static @Nullable String state(Throwable e) {
    var sql = sqlException(e);
    return sql == null ? null : sql.getSQLState();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
