package org.translationjobs.postgres;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;

/**
 * Our schema's versions. The lock is a transaction's, so that migrating through PgBouncer in
 * transaction mode works and several workers may start at once.
 */
final class Migrations {
  /** The version of the newest file in the folder of migrations; a test compares them. */
  static final String NEWEST = "8";

  private static final String HISTORY = PostgresSettings.OPS_SCHEMA + ".flyway_history";

  private final DataSource source;
  private final Database database;
  private final SqlErrors errors;
  private final Shield shield;

  Migrations(DataSource source, Database database) {
    this.source = source;
    this.database = database;
    this.errors = database.errors();
    this.shield = database.shield();
  }

  /** How many were applied. */
  int migrate() {
    return shield.run(() -> {
      try {
        return flyway().migrate().migrationsExecuted;
      } catch (FlywayException e) {
        throw failed("bring the schema " + PostgresSettings.OPS_SCHEMA + " up to date", e);
      }
    });
  }

  /**
   * Whether the newest one is in place and none has failed, without Flyway, whose classes a worker's start
   * would load for it. Says nothing of older ones that are missing or were changed.
   */
  boolean isNewestApplied() {
    try {
      return database.plain(
          "read the versions of the schema " + PostgresSettings.OPS_SCHEMA,
          context -> context.fetchSingle("select to_regclass(?) is not null", HISTORY)
              .get(0, boolean.class)
              && context.fetchSingle(
                  "select coalesce(bool_and(success) and bool_or(version = ?), false) from "
                      + HISTORY,
                  NEWEST)
                  .get(0, boolean.class));
    } catch (UnavailableException e) {
      throw e;
    } catch (TranslationJobsException e) {
      return false; // Flyway tells more
    }
  }

  /** Descriptions of those that have not been applied yet. */
  List<String> pending() {
    return shield.run(() -> {
      try {
        return Arrays.stream(flyway().info().pending()).map(Migrations::name).toList();
      } catch (FlywayException e) {
        throw failed("read the versions of the schema " + PostgresSettings.OPS_SCHEMA, e);
      }
    });
  }

  private RuntimeException failed(String what, FlywayException e) {
    return SqlErrors.sqlException(e) != null
        ? errors.translate(what, e)
        : new TranslationJobsException("could not " + what + ": " + e.getMessage(), e);
  }

  private static String name(MigrationInfo info) {
    return "V" + info.getVersion() + " (" + info.getDescription() + ")";
  }

  private Flyway flyway() {
    var configuration = Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .schemas(PostgresSettings.OPS_SCHEMA)
        .createSchemas(true)
        .table("flyway_history")
        .locations("classpath:org/translationjobs/postgres/migration")
        .placeholderReplacement(false)
        .ignoreMigrationPatterns("*:future");
    configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(true);
    return configuration.load();
  }
}
