package org.translationjobs.benchmarks.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.EmbeddedPostgres;

class WireTest {
  @Test
  void countsHowOftenAClientWaitsForPostgres() throws SQLException {
    var database = EmbeddedPostgres.shared().createDatabase();
    var statements = 10;
    try (var wire = Wire.toPostgres(database.port());
        var connection = DriverManager.getConnection(
            database.jdbcUrl().replace(":" + database.port() + "/", ":" + wire.port() + "/"))) {
      var before = wire.count();
      var counted = wire.statements();
      for (var i = 0; i < statements; i++) {
        try (var statement = connection.prepareStatement("select repeat('S', 100000), ?")) {
          statement.setString(1, "Q".repeat(100_000));
          statement.executeQuery().close();
        }
      }
      assertThat(wire.count() - before).isEqualTo(statements);
      connection.setAutoCommit(false);
      connection.createStatement().execute("select 1");
      connection.commit();
      assertThat(wire.count() - before).as("a statement with its BEGIN, a COMMIT")
          .isEqualTo(statements + 2);
      assertThat(wire.statements() - counted).isEqualTo(statements + 3);
    }
  }

  @Test
  void countsRedisCommandsHoweverTheyAreCut() {
    var count = new AtomicLong();
    var commands = new RedisCommands(count);
    var bytes = "*2\r\n$4\r\nLLEN\r\n$5\r\n*1\r\na\r\n*1\r\n$4\r\nPING\r\n".getBytes(
        StandardCharsets.US_ASCII);
    for (var next : bytes) {
      commands.sent(new byte[] {next}, 1);
    }
    assertThat(count).hasValue(2);
  }
}
