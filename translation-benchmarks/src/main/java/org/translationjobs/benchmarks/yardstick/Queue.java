package org.translationjobs.benchmarks.yardstick;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The table of a yardstick. */
final class Queue {
  private Queue() {}

  static void execute(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
