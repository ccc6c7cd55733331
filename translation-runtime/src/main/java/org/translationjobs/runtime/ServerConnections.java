package org.translationjobs.runtime;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.translationjobs.postgres.ConnectionUrl;

/**
 * pgjdbc's connections as {@link ConnectionUrl} describes them. Where one reaches its server directly the
 * server keeps the statements that are used often, unless the URL decides it: they are not sent and
 * analysed again. Behind a pooler they might meet another server connection the next time. Thread-safe.
 *
 * <p>
 * A pooler such as PgBouncer is told by the server process that it names at the login: it is a number of
 * its own (PgBouncer: pull request 945, issue 1296).
 */
final class ServerConnections extends PGSimpleDataSource {
  @Serial
  private static final long serialVersionUID = 1L;

  /** How often a statement is used before the server keeps it; pgjdbc's own default. */
  private static final int KEEP_FROM = 5;

  /** For an answer of a server that has just let somebody in; a pooler may have none to ask. */
  private static final int ANSWER_MILLIS = 5_000;

  /** Rather than the URL. */
  private final boolean decides;

  /**
   * @throws IllegalArgumentException
   *           naming a parameter that the driver does not know, or not with its value
   */
  ServerConnections(ConnectionUrl url) {
    decides = !url.decidesOnKeptStatements();
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
      var driver = connection.unwrap(PGConnection.class);
      if ((decides || driver.getPrepareThreshold() > 0) && isDirect(connection, driver)) {
        planAnew(connection);
        if (decides) {
          driver.setPrepareThreshold(KEEP_FROM);
        }
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isDirect(Connection connection, PGConnection driver)
      throws SQLException {
    var limit = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
    var answering = answeringProcess(connection);
    connection.setNetworkTimeout(Runnable::run, limit);
    return answering == driver.getBackendPID();
  }

  private static int answeringProcess(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var process = statement.executeQuery("select pg_backend_pid()")) {
      process.next();
      return process.getInt(1);
    }
  }

  /**
   * What was planned while the tables were small takes ten times as long for a novel. As a setting of the
   * session it is only for connections that nobody else gets.
   */
  private static void planAnew(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_custom_plan");
    }
  }
}
