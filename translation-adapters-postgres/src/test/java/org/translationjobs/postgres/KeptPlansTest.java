package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.CallLedger.Begun;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Scene;

/** What goes by a plan that the server keeps, and what does not. */
class KeptPlansTest {
  /** As often as the driver waits for before it has the server keep a statement, and some more. */
  private static final int USES = 8;
  private static final String STARTS = "%insert into translation_ops.work_items%";
  private static final String CALLS = "%insert into translation_ops.engine_calls%";
  private static final String TEXTS = "%from \"public\".\"chapter_translations\"%";

  private final TestDatabase database = TestDatabase.create();
  private final HikariDataSource connection = onlyOne();
  private final Database session = new Database(connection, PostgresSettings.DEFAULTS, "x");
  private final PostgresJobs jobs =
      new PostgresJobs(session, new SubtaskSearch(session, () -> 0));

  private HikariDataSource onlyOne() {
    var pool = new HikariConfig();
    pool.setJdbcUrl(ConnectionUrl.parse(database.url()).jdbcUrl());
    pool.setUsername(EmbeddedPostgres.USER);
    pool.setConnectionInitSql("set plan_cache_mode = force_custom_plan");
    pool.setMaximumPoolSize(1);
    return new HikariDataSource(pool);
  }

  @AfterEach
  void close() {
    session.close();
    connection.close();
    database.close();
  }

  @Test
  void theStartOfAFewSubtasksIsPlannedOnceAndReadsByIndexHoweverSmallTheTablesWere() {
    start(1, 1);
    database.execute("analyze translation_ops.work_items");
    start(USES, 1);
    assertThat(keptPlansUsed(STARTS)).isPositive();
    fill();
    var before = scansOfItems();
    start(USES, 1);
    assertThat(scansOfItems()).isEqualTo(before);
  }

  @Test
  void theStartOfANovelIsPlannedForItsSize() {
    start(USES, 65);
    assertThat(keptPlansUsed(STARTS)).isZero();
  }

  @Test
  void aCallsEntryInTheLedgerIsPlannedOnce() {
    var ledger = new PostgresCallLedger(session);
    for (var i = 0; i < USES; i++) {
      assertThat(ledger.begin(call())).isEqualTo(new Begun.Granted());
    }
    assertThat(keptPlansUsed(CALLS)).isPositive();
  }

  private static EngineCallIntent call() {
    var item = new WorkItem(
        new SubtaskId(UUID.randomUUID()), new JobId(UUID.randomUUID()), RunId.random(), "chapter",
        UUID.randomUUID(), WorkItem.Counts.ZERO);
    return new EngineCallIntent(
        UUID.randomUUID(), item, ClaimId.random(), "e", Optional.empty(), 1, Usage.NONE,
        Cost.ZERO, Duration.ofMinutes(1));
  }

  @Test
  void aFewSourceTextsArePlannedOnceAndManyAnew() {
    read(Scene.pendingJob(database, 65));
    assertThat(keptPlansUsed(TEXTS)).isZero();
    read(Scene.pendingJob(database, 64));
    assertThat(keptPlansUsed(TEXTS)).isPositive();
  }

  private void read(Scene scene) {
    var texts = new PostgresSourceTexts(session);
    for (var i = 0; i < USES; i++) {
      assertThat(texts.read(scene.chapterRefs(), "en")).hasSameSizeAs(scene.chapterRefs());
    }
  }

  @Test
  void whatFollowsIsPlannedAnew() {
    session.transaction("test", sql -> {
      sql.ahead(Database.KEPT_PLANS);
      assertThat(planning(sql)).isEqualTo("force_generic_plan, off");
      sql.ahead(Database.FRESH_PLANS);
      assertThat(planning(sql)).isEqualTo("force_custom_plan, on");
      sql.ahead(Database.KEPT_PLANS);
      return planning(sql);
    });
    assertThat(session.<String>statement("test", KeptPlansTest::planning))
        .isEqualTo("force_custom_plan, on");
  }

  @Test
  void aSingleStatementLeavesTheConnectionAsItWas() {
    session.statement("test", sql -> {
      sql.ahead(Database.KEPT_PLANS);
      assertThat(planning(sql)).isEqualTo("force_generic_plan, off");
      assertThat(planning(sql)).isEqualTo("force_custom_plan, on");
      return true;
    });
  }

  private static String planning(Sql sql) {
    return Sql.text(
        sql.one(
            """
            select current_setting('plan_cache_mode') || ', ' || current_setting('enable_seqscan')
              as planning
            """),
        "planning");
  }

  private void start(int times, int subtasks) {
    for (var i = 0; i < times; i++) {
      var started = jobs.activate(
          Scene.pendingJob(database, subtasks).jobId(), RunRequest.announced(Scene.PLAN),
          Scene.PATIENCE);
      assertThat(started).isInstanceOf(Activated.Started.class);
    }
  }

  /** How often on this connection, by statements like this one. */
  private int keptPlansUsed(String statement) {
    return session.statement(
        "test", sql -> sql.count(
            "select coalesce(sum(generic_plans), 0)::int from pg_prepared_statements"
                + " where statement like ?",
            statement));
  }

  /** Without statistics, so that no plan is made anew for them. */
  private void fill() {
    database.execute(
        """
        insert into translation_ops.work_items
          (subtask_id, job_id, run_id, entity_type, entity_id, priority, seq, state)
        select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'chapter',
          gen_random_uuid(), 100, n, 'DONE'
        from generate_series(1, 20000) n
        """);
  }

  private int scansOfItems() {
    return session.statement("test", sql -> {
      sql.rows("select pg_stat_force_next_flush()");
      return sql.count(
          "select seq_scan::int from pg_stat_user_tables where relname = 'work_items'");
    });
  }
}
