package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.testkit.EmbeddedPostgres;

/** Commands on a migrated database of their own, with the engine {@code pseudo} and without Redis. */
abstract class CliOnDatabase {
  @TempDir
  Path folder;
  EmbeddedPostgres.Database database;
  final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void migrate() {
    database = EmbeddedPostgres.shared().createDatabase();
    environment.putAll(
        Map.of(
            "DATABASE_URL", database.url(), "REDIS_URL", "redis://127.0.0.1:1",
            "TRANSLATION_ENGINE", "pseudo", "STAGING_DIR", folder.resolve("staging").toString()));
    ok("migrate", "--create-guide-tables", "--indexes");
  }

  CliRun run(String... arguments) {
    return CliRun.of(environment, arguments);
  }

  /** @throws AssertionError if it fails */
  CliRun ok(String... arguments) {
    var run = run(arguments);
    assertThat(run.exitCode()).as(String.join(" ", arguments) + ": " + run.err()).isZero();
    return run;
  }

  void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** @return the first column of the first row */
  String query(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
