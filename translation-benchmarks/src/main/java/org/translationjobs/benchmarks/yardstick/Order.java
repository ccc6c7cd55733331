package org.translationjobs.benchmarks.yardstick;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;

/**
 * What a yardstick is asked for.
 *
 * @param tasks
 *          how many are measured
 */
record Order(String jdbcUrl, int tasks) {
  private static final int POOL = 10; // as our worker's

  static Order of(List<String> arguments) {
    return new Order(arguments.get(0), Integer.parseInt(arguments.get(1)));
  }

  /** So many are done before, that the code be compiled. */
  int warmUp() {
    return tasks;
  }

  HikariDataSource pool() {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(jdbcUrl);
    pool.setMaximumPoolSize(POOL);
    return pool;
  }

  /** Tasks per second. */
  double rate(Duration took) {
    return tasks / (took.toNanos() / 1e9);
  }
}
