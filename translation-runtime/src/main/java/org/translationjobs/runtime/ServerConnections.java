package org.translationjobs.runtime;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.translationjobs.postgres.ConnectionUrl;

/**
 * pgjdbc's connections as {@link ConnectionUrl} describes them. Where one reaches its server directly, and
 * the URL does not decide it, the server keeps the statements that are used often: they are not sent
 * and analysed again. Behind a pooler they might meet another server connection the next time.
 * Thread-safe.
 *
 * <p>
 * A pooler is told by the process that it names for cancelling: a key of its own instead of the server's
 * process (PgBouncer: pull request 945, issue 1296).
 */
final class ServerConnections extends PGSimpleDataSource {
  @Serial
  private static final long serialVersionUID = 1L;

  /** How often a statement is used before the server keeps it; pgjdbc's own default. */
  private static final int KEEP_FROM = 5;

  private final boolean keepsWhereDirect;

  /**
   * @throws IllegalArgumentException
   *           naming a parameter that the driver does not know, or not with its value
   */
  ServerConnections(ConnectionUrl url) {
    keepsWhereDirect = !url.decidesOnKeptStatements();
    setUrl(url.jdbcUrl());
    var properties = url.properties();
    properties.stringPropertyNames().forEach(name -> set(name, properties.getProperty(name)));
  }

  private void set(String name, String value) {
    try {
      setProperty(name, value);
    } catch (SQLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the parameter '" + name
              + "', which PostgreSQL's driver does not know or not with this value",
          e);
    }
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      if (keepsWhereDirect && isDirect(connection)) {
        keepStatements(connection);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isDirect(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var process = statement.executeQuery("select pg_backend_pid()")) {
      return process.next()
          && process.getInt(1) == connection.unwrap(PGConnection.class).getBackendPID();
    }
  }

  /**
   * Plans are made anew all the same: what was planned while the tables were small takes ten times as long
   * for a novel.
   */
  private static void keepStatements(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_custom_plan");
    }
    connection.unwrap(PGConnection.class).setPrepareThreshold(KEEP_FROM);
  }
}
