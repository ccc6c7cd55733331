package org.translationjobs.benchmarks.yardstick;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The table of a yardstick. */
final class Queue {
  private static final long LOOK_NANOS = 5_000_000;

  private Queue() {}

  static void execute(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Looks every 5 ms until a query finds nothing. */
  static void awaitEmpty(DataSource source, String query) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(query)) {
      while (true) {
        try (var rows = statement.executeQuery()) {
          if (!rows.next()) {
            return;
          }
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }
}
