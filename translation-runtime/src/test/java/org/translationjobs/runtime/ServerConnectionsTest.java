package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.translationjobs.postgres.ConnectionUrl;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.PgBouncer;
import org.translationjobs.testkit.TcpProxy;

class ServerConnectionsTest {
  private static final int OFTEN = 10;

  private final EmbeddedPostgres.Database database = EmbeddedPostgres.shared().createDatabase();

  @Test
  void serverKeepsWhatIsUsedOften() throws SQLException {
    try (var connection = connect(database.url())) {
      assertThat(keptAfterUse(connection)).isPositive();
      assertThat(text(connection, "show plan_cache_mode")).isEqualTo("force_custom_plan");
    }
  }

  /** As every address translation and load balancer between does. */
  @Test
  void otherPortIsNoPooler() throws Exception {
    try (var proxy = TcpProxy.to(database.port());
        var connection = connect(database.urlThrough(proxy.port()))) {
      assertThat(keptAfterUse(connection)).isPositive();
    }
  }

  @Test
  void serverBehindAPoolerKeepsNothing() throws Exception {
    assumeTrue(
        PgBouncer.isInstalled() || System.getenv("CI") != null, "pgbouncer is not installed");
    try (var pooler = PgBouncer.before(EmbeddedPostgres.shared(), 2);
        var connection = connect(pooler.url(database))) {
      assertThat(keptAfterUse(connection)).isZero();
      assertThat(text(connection, "show plan_cache_mode")).isEqualTo("auto");
    }
  }

  @Test
  void urlDecides() throws SQLException {
    try (var connection = connect(database.url() + "?prepareThreshold=0")) {
      assertThat(keptAfterUse(connection)).isZero();
    }
    try (var connection = connect(database.url() + "?prepareThreshold=20")) {
      assertThat(keptAfterUse(connection)).isZero();
      assertThat(text(connection, "show plan_cache_mode")).isEqualTo("force_custom_plan");
    }
  }

  @Test
  void unknownParameterIsNamed() {
    assertThatThrownBy(() -> connect(database.url() + "?prepareTreshold=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'prepareTreshold'");
  }

  private static Connection connect(String url) throws SQLException {
    return new ServerConnections(ConnectionUrl.parse(url)).getConnection();
  }

  private static int keptAfterUse(Connection connection) throws SQLException {
    for (var uses = 0; uses < OFTEN; uses++) {
      try (var statement = connection.prepareStatement("select ?::int")) {
        statement.setInt(1, uses);
        statement.execute();
      }
    }
    return Integer.parseInt(
        text(
            connection,
            "select count(*) from pg_prepared_statements where statement like 'select $1::int%'"));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
