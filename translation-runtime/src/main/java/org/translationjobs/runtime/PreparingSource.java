package org.translationjobs.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections whose server keeps the statements that are used often, parsed and as far as it likes
 * planned; not through a pooler in transaction mode, where a statement that one server connection keeps
 * may be asked of another. Such a pooler shows itself by the process number that it told at login, by
 * which a statement is cancelled: it makes up its own, for it cannot know yet whose it will be.
 */
final class PreparingSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /** What is used more often by one connection is kept; the driver's own default. */
  private static final int USED_BEFORE = 5;

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      var driver = connection.unwrap(PGConnection.class);
      if (isDirect(connection, driver)) {
        driver.setPrepareThreshold(USED_BEFORE);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isDirect(Connection connection, PGConnection driver)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_backend_pid()")) {
      return rows.next() && rows.getInt(1) == driver.getBackendPID();
    }
  }
}
