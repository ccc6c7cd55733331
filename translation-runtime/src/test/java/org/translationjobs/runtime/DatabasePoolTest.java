package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.PgBouncer;

/** Which statements the server keeps; {@code CI} set means that PgBouncer has to be installed. */
class DatabasePoolTest {
  private static final int OFTEN = 10;

  private final EmbeddedPostgres.Database database = EmbeddedPostgres.shared().createDatabase();
  private final String url = database.url();

  @Test
  void aServerThatIsReachedDirectlyKeepsWhatIsUsedOften() throws SQLException {
    assertThat(kept(url)).isOne();
  }

  @Test
  void whoSaysInTheUrlHowOftenHasHisWay() throws SQLException {
    assertThat(kept(url + "?prepareThreshold=0")).isZero();
    assertThat(kept(url + "?prepareThreshold=" + (OFTEN + 1))).isZero();
    assertThat(kept(url + "?prepareThreshold=1")).isOne();
  }

  @Test
  void throughAPoolerNothingIsKept() throws SQLException {
    assumeTrue(
        PgBouncer.isInstalled() || System.getenv("CI") != null, "pgbouncer is not installed");
    try (var pooler = PgBouncer.before(EmbeddedPostgres.shared(), 4)) {
      assertThat(kept(pooler.url(database))).isZero();
    }
  }

  /** Of one statement that is used often, over one connection. */
  private static int kept(String url) throws SQLException {
    var configuration = Configuration.fromEnvironment(Map.of("DATABASE_URL", url, "STAGING_DIR",
        "/unused", "TRANSLATION_ENGINE", "placeholder"));
    try (var pool = DatabasePool.of(configuration.database());
        var connection = pool.getConnection()) {
      for (var i = 0; i < OFTEN; i++) {
        assertThat(number(connection, "select 7")).isEqualTo(7);
      }
      return number(
          connection,
          "select count(*)::int from pg_prepared_statements where statement = 'select 7'");
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql); var rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
