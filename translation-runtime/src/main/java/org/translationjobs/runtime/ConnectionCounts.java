package org.translationjobs.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** How busy the connection pool is; unknown for a data source that was handed in. */
interface ConnectionCounts extends Supplier<Optional<TranslationSystem.PoolUse>> {
  static ConnectionCounts of(DataSource pool) {
    return () -> pool instanceof HikariDataSource hikari
        ? Optional.ofNullable(hikari.getHikariPoolMXBean())
            .map(
                use -> new TranslationSystem.PoolUse(
                    use.getActiveConnections(), use.getIdleConnections(),
                    use.getThreadsAwaitingConnection(), hikari.getMaximumPoolSize()))
        : Optional.empty();
  }
}
