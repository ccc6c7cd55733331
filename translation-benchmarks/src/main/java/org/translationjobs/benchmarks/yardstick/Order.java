package org.translationjobs.benchmarks.yardstick;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/**
 * What a yardstick is asked for.
 *
 * @param tasks
 *          how many are measured
 */
record Order(String jdbcUrl, int tasks) {
  private static final int POOL = 10; // as our worker's

  /** The two arguments of its main method. */
  static Order of(String[] arguments) {
    return new Order(arguments[0], Integer.parseInt(arguments[1]));
  }

  /** So many are done before, that the code be compiled. */
  int warmUp() {
    return Math.max(1, tasks / 2);
  }

  HikariDataSource pool() {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(jdbcUrl);
    pool.setMaximumPoolSize(POOL);
    return pool;
  }

  void print(Duration took) {
    System.out.println("tasks per second: " + tasks / (took.toNanos() / 1e9));
  }
}
