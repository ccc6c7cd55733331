package org.translationjobs.runtime;

import javax.sql.DataSource;
import org.translationjobs.postgres.PostgresDatabase;
import org.translationjobs.postgres.PostgresSettings;

/** The PostgreSQL adapter's ports. */
final class PostgresParts {
  private PostgresParts() {}

  static DatabasePorts of(
      DataSource pool, PostgresSettings settings, String address, Runnable reach, Made made) {
    var database = made.add(new PostgresDatabase(pool, settings, address));
    return new DatabasePorts(
        address,
        reach,
        database.jobs(),
        database.runs(),
        database.claims(),
        database.promotions(),
        database.sourceTexts(),
        database.workers(),
        database.holds(),
        database.ledger(),
        database.memory(),
        database.glossaries(),
        database.housekeeping(),
        database.submissions(),
        database.views(),
        database::migrate,
        database::isMigrated,
        database::pendingMigrations,
        database::check,
        database::createGuideTables,
        database::diagnose);
  }
}
