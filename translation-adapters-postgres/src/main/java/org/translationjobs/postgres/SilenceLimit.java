package org.translationjobs.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

/**
 * How long a connection may hear nothing from the server, for as long as we use it. The server ends
 * every statement at its limit; who hears nothing for longer has lost the connection. Closing it
 * gives the connection back its owner's limit.
 */
final class SilenceLimit implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Connection connection;
  private Duration statement = Duration.ZERO;
  /** In milliseconds; negative while it is not ours to set back. */
  private int before = -1;

  SilenceLimit(Connection connection) {
    this.connection = connection;
  }

  void set(Duration statement) throws SQLException {
    this.statement = statement;
    try {
      var owners = connection.getNetworkTimeout();
      limit(1);
      before = owners;
    } catch (SQLFeatureNotSupportedException e) {
      // an embedder's data source without it: its socket's own limit has to do
    }
  }

  /**
   * Before a message with so many statements, each with its own limit: the server may answer only when it
   * has ended all of them.
   */
  void expect(int statements) throws SQLException {
    if (before >= 0) {
      limit(statements);
    }
  }

  private void limit(int statements) throws SQLException {
    connection.setNetworkTimeout(
        Runnable::run,
        Math.toIntExact(statement.multipliedBy(statements).plus(ANSWER).toMillis()));
  }

  @Override
  public void close() throws SQLException {
    if (before >= 0 && !connection.isClosed()) {
      connection.setNetworkTimeout(Runnable::run, before);
    }
  }
}
