package org.translationjobs.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.translationjobs.postgres.ConnectionUrl;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.DatabaseConfiguration;
import org.translationjobs.runtime.configuration.Variables;

/** Makes the connection pool. It connects when first asked, and for ever again. */
final class DatabasePool {
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(10);
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
  private static final int IDLE_CONNECTIONS = 2;

  private DatabasePool() {}

  static HikariDataSource of(DatabaseConfiguration database) {
    var config = new HikariConfig();
    config.setPoolName("translation-jobs");
    config.setDataSource(driver(database.url()));
    config.setMaximumPoolSize(database.poolSize());
    config.setMinimumIdle(Math.min(IDLE_CONNECTIONS, database.poolSize()));
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setRegisterMbeans(false);
    return new HikariDataSource(config);
  }

  static DataSource driver(ConnectionUrl url) {
    try {
      return new ServerConnections(url);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          Variables.DATABASE_URL.name(), "DATABASE_URL has " + e.getMessage());
    }
  }
}
