package org.translationjobs.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets each statement of a connection commit by itself, for as long as we use it: an embedder's data
 * source may hand out connections that wait for a commit.
 */
final class AutoCommit implements AutoCloseable {
  private final Connection connection;
  private final boolean wasOn;

  AutoCommit(Connection connection) throws SQLException {
    this.connection = connection;
    this.wasOn = connection.getAutoCommit();
    if (!wasOn) {
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    if (!wasOn && !connection.isClosed()) {
      connection.setAutoCommit(false);
    }
  }
}
