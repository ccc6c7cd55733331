package org.translationjobs.postgres;

import java.util.List;
import javax.sql.DataSource;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.worker.Workers;

/**
 * Everything the product keeps in and reads from PostgreSQL: the adapters of its ports, the schema
 * and its check. Made without touching the server; thread-safe.
 *
 * <p>
 * The tables of the other services are inspected at first use. Each call runs on a thread that
 * interrupts do not reach, so an interrupted caller neither loses its connection nor leaves the
 * outcome of a write unknown; how long a call takes is bounded by {@link PostgresSettings}. Those
 * threads end by themselves when there is nothing to do, and at once with {@link #close}.
 */
public final class PostgresDatabase implements AutoCloseable {
  private final Database database;
  private final DataSource source;
  private final SubtaskSearch search;
  private final SubtaskCounts counts = new SubtaskCounts();
  private final EarlyLocks earlyLocks = new EarlyLocks();

  /**
   * @param source
   *          a pool; each port call takes one connection, a promotion one until it ends, and a large one a
   *          second for its count of subtasks, if one is free
   * @param address
   *          host and database for messages, without user and password
   */
  public PostgresDatabase(DataSource source, PostgresSettings settings, String address) {
    this.source = source;
    this.database = new Database(source, settings, address);
    this.search = new SubtaskSearch(database, System::nanoTime);
  }

  public PostgresDatabase(DataSource source, PostgresSettings settings) {
    this(source, settings, "DATABASE_URL");
  }

  public Jobs jobs() {
    return new PostgresJobs(database, search);
  }

  public Claims claims() {
    return new PostgresClaims(database);
  }

  public CallLedger ledger() {
    return new PostgresCallLedger(database);
  }

  public Glossaries glossaries() {
    return new PostgresGlossaries(database);
  }

  public TranslationMemory memory() {
    return new PostgresTranslationMemory(database);
  }

  public Housekeeping housekeeping() {
    return new PostgresHousekeeping(database);
  }

  public Runs runs() {
    return new PostgresRuns(database);
  }

  public Promotions promotions() {
    return new PostgresPromotions(database, counts, earlyLocks);
  }

  public SourceTexts sourceTexts() {
    return new PostgresSourceTexts(database);
  }

  public Holds holds() {
    return new PostgresHolds(database);
  }

  public Workers workers() {
    return new PostgresWorkers(database);
  }

  public Submissions submissions() {
    return new PostgresSubmissions(database);
  }

  public JobViews views() {
    return new PostgresJobViews(database);
  }

  /** Brings {@code translation_ops} up to date; safe from several processes at once. How many steps. */
  public int migrate() {
    return new Migrations(source, database).migrate();
  }

  /**
   * Whether the newest version of {@code translation_ops} is in place, quickly: {@link #migrate} compares
   * the older ones, too. Changes nothing.
   */
  public boolean isMigrated() {
    return new Migrations(source, database).isNewestApplied();
  }

  /** The names of the steps that {@link #migrate} would take; changes nothing. */
  public List<String> pendingMigrations() {
    return new Migrations(source, database).pending();
  }

  /**
   * Reads the other services' tables; nothing happens when all is well.
   *
   * @throws org.translationjobs.core.TranslationJobsException
   *           naming what is missing or unfit
   */
  public void check() {
    database.guide();
  }

  /**
   * Creates the tables of the integration guide that are missing, for a new installation.
   *
   * @param withIndexes
   *          the recommended indexes too
   */
  public void createGuideTables(boolean withIndexes) {
    new GuideSchema(database).create(withIndexes);
    database.forgetGuide();
  }

  /** What a check of server, tables, privileges and jobs finds; never throws for what it finds. */
  public List<Finding> diagnose() {
    return new DatabaseDiagnosis(database, new Migrations(source, database)).findings();
  }

  /**
   * Lets calls that are under way end, five seconds at most, and leaves no thread behind; later calls
   * throw {@link IllegalStateException}. The data source stays open. Idempotent.
   */
  @Override
  public void close() {
    database.close();
  }
}
