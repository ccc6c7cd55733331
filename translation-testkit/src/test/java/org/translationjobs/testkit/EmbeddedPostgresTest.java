package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  @Test
  void everyDatabaseIsNewAndACopyOfItsTemplate() throws Exception {
    var server = EmbeddedPostgres.shared();
    var first = server.createDatabase("one-table", EmbeddedPostgresTest::createTable);
    query(first, "INSERT INTO t VALUES (1) RETURNING id::text");
    var second = server.createDatabase("one-table", EmbeddedPostgresTest::createTable);

    assertThat(query(second, "SELECT count(*)::text FROM t")).isEqualTo("0");
    assertThat(query(server.createDatabase(), "SELECT to_regclass('t')::text")).isNull();
    try (var connection = DriverManager.getConnection(first.jdbcUrl())) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(first.url()).matches("postgresql://postgres:postgres@127.0.0.1:\\d+/test_\\d+");
  }

  @Test
  void aServerOfItsOwnHasTheSettingsThatWereAskedFor() throws SQLException {
    try (var server = EmbeddedPostgres.start(Map.of("log_timezone", "Asia/Tokyo"))) {
      assertThat(query(server.createDatabase(), "SHOW log_timezone")).isEqualTo("Asia/Tokyo");
      assertThat(query(server.createDatabase(), "SHOW max_connections")).isEqualTo("300");
    }
  }

  @Test
  void aKilledServerComesBackWithItsPortItsDataAndItsSettings() throws SQLException {
    try (var server = EmbeddedPostgres.start(Map.of("synchronous_commit", "on", "log_timezone",
        "Asia/Tokyo"))) {
      var database = server.createDatabase();
      createTable(database);
      try (var connection = database.dataSource().getConnection()) {
        server.kill();
        assertThat(connection.isValid(5)).isFalse();
        server.restart();
        server.kill();
      }
      server.restart();
      assertThat(query(database, "SELECT count(*)::text FROM t")).isEqualTo("0");
      assertThat(query(database, "SHOW log_timezone")).isEqualTo("Asia/Tokyo");
    }
  }

  private static void createTable(EmbeddedPostgres.Database database) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id int)");
    }
  }

  private static String query(EmbeddedPostgres.Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
