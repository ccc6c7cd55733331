package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.promotion.Obstacle;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.SubmissionsContract;

/** The tables of other services, as they may differ from the guide's. */
class ForeignTablesTest {
  private static final TemporalUnitWithinOffset A_MINUTE =
      new TemporalUnitWithinOffset(60, ChronoUnit.SECONDS);

  private final List<TestDatabase> open = new ArrayList<>();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void close() {
    TimeZone.setDefault(zone);
    open.forEach(TestDatabase::close);
  }

  private TestDatabase changed(String... statements) {
    var database = TestDatabase.changed(statements);
    open.add(database);
    return database;
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "timestamptz"})
  void timesAreUtcWhateverColumnSessionAndJvmSay(String type) {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    var columns = new ArrayList<String>();
    for (var table : List.of("translation_jobs", "translation_subtasks")) {
      for (var column : List.of("started_at", "finished_at", "created_at", "updated_at")) {
        columns.add(
            "alter table " + table + " alter column " + column + " type " + type + " using "
                + column + " at time zone 'utc'");
      }
    }
    var database = type.equals("timestamp") ? changed() : changed(columns.toArray(String[]::new));
    database.execute("alter table chapter_translations alter column updated_at drop default");
    var novel = database.submissions()
        .importNovel(
            SubmissionsContract.NOVEL);
    var created = (Submissions.Submitted.Created) database
        .submissions()
        .submit(
            NewJob.of(novel, Scene.EN_ES));
    database.jobs()
        .activate(
            created.job(), RunRequest.announced(Scene.PLAN),
            Scene.PATIENCE);
    database.jobs().cancel(created.job(), "why");
    var view = database.views().find(created.job()).orElseThrow();
    for (var time : List.of(
        view.createdAt(), view.updatedAt(), view.startedAt().orElseThrow(),
        view.finishedAt().orElseThrow())) {
      assertThat(time).isCloseTo(Instant.now(), A_MINUTE);
    }
    if (type.equals("timestamp")) {
      assertThat(
          database.value(LocalDateTime.class, "select updated_at from translation_jobs"))
          .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), A_MINUTE);
    }
    assertThat(
        database.value(
            LocalDateTime.class, "select max(created_at) from chapter_translations"))
        .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), A_MINUTE);
  }

  @Test
  void withoutAUniqueConstraintTheFirstOfTheDuplicatesIsUpdated() {
    var database = changed(
        "alter table chapter_translations drop constraint chapter_translations_chapter_id_lang_key");
    var scene = Scene.pendingJob(database, 3);
    var twice = scene.chapterRefs().get(0);
    database.insertText(twice, "es", "a", "a");
    database.insertText(twice, "es", "b", "b");
    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(2, 1, List.of()));
    assertThat(
        database.value(
            String.class,
            """
            select string_agg(case when title like 'es: %' then 'new' else 'old' end, ',' order by id)
            from chapter_translations where lang = 'es' and chapter_id = ?
            """, twice.id()))
        .isEqualTo("new,old");
    assertThat(database.postgres().diagnose())
        .anyMatch(f -> f.cure().contains("ADD UNIQUE"))
        .anyMatch(f -> f.message().contains("more than once"));
  }

  @Test
  void aColumnOfWhichNothingIsKnownIsRefusedByName() {
    var database = changed("alter table volume_translations add column editor text not null");
    assertThatThrownBy(() -> database.postgres().check())
        .isInstanceOf(TranslationJobsException.class)
        .hasMessageContaining("volume_translations.editor");
    assertThat(database.postgres().diagnose()).anyMatch(f -> f.message().contains("editor"));
  }

  @Test
  void idsAndTimesWithoutDefaultsAreFilled() {
    var database = changed(
        "alter table chapter_translations alter column id drop default",
        "alter table chapter_translations alter column created_at drop default",
        "alter table chapter_translations alter column updated_at drop default",
        "alter table chapter_translations add column views int not null default 0");
    var scene = Scene.pendingJob(database, 0);
    var chapter = database.insertChapter(
        database.insertVolume(database.insertNovel("x"), 1), 1);
    database.execute(
        "insert into chapter_translations values (gen_random_uuid(), '" + chapter.id()
            + "', 'en', 'T', 'C', now(), now())",
        "drop table volumes, chapters");
    database.insertSubtask(scene.jobId(), "chapter", chapter.id(), 1, 100, "PENDING");
    database.setTotalSubtasks(scene.jobId(), 1);
    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(1, 0, List.of()));
  }

  /** Few rows are sent at once, many in parts. */
  @ParameterizedTest
  @ValueSource(ints = {3, 70})
  void anErrorOfATriggerIsNarrowedDownToItsRow(int rows) {
    var database = changed(
        """
        create function refuse() returns trigger language plpgsql as $$
          begin
            if new.title like '%bad%' then raise exception 'bad words are not allowed'; end if;
            return new;
          end $$
        """,
        """
        create constraint trigger refuse after insert or update on chapter_translations
          deferrable initially deferred for each row execute function refuse()
        """);
    var scene = Scene.pendingJob(database, rows);
    var run = scene.start();
    scene.finishAll(run);
    var bad = rows / 2;
    try (var promotion = database.promotions().begin(scene.promotionClaim(run))) {
      var items = promotion.next(rows);
      var texts = new ArrayList<PromotionText>();
      for (var i = 0; i < items.size(); i++) {
        texts.add(
            new PromotionText(
                items.get(i), new TranslatedText(i == bad ? "bad" : "good", "Contenido")));
      }
      var written = new ArrayList<>(promotion.write(texts));
      assertThat(written.remove(bad)).isInstanceOfSatisfying(
          Written.RowRefused.class,
          refused -> assertThat(refused.reason())
              .contains("chapter_translations", "bad words are not allowed", "P0001")
              .doesNotContain("Contenido"));
      assertThat(written).hasSize(rows - 1).containsOnly(new Written.Inserted());
    }
  }

  @Test
  void aJobInAnotherSchemaIsFoundByItsConfiguredName() {
    var database = changed(
        "create schema site",
        "alter table translation_jobs set schema site",
        "alter table translation_subtasks set schema site",
        "alter table novels set schema site", "alter table volumes set schema site",
        "alter table chapters set schema site", "alter table novel_translations set schema site",
        "alter table volume_translations set schema site",
        "alter table chapter_translations set schema site");
    assertThatThrownBy(() -> database.postgres().check())
        .hasMessageContaining("the database has no translation_jobs");
    new PostgresDatabase(database.source(), PostgresSettings.DEFAULTS.withSchema("site")).check();
  }

  @Test
  void missingTablesAndMigrationsAreFoundByTheDoctor() {
    var database = TestDatabase.empty();
    open.add(database);
    assertThat(database.postgres().diagnose())
        .anyMatch(f -> f.message().contains("translation_jobs is missing")
            && f.cure().contains("migrate --create-guide-tables"))
        .anyMatch(
            f -> f.subject().equals("translation_ops") && f.cure().contains("migrate")
                && f.message().startsWith("is not up to date; missing: V1 (jobs runs work), V2 ("));
    assertThatThrownBy(() -> database.jobs().unannounced(Scene.PATIENCE, 1))
        .isInstanceOf(TranslationJobsException.class)
        .hasMessage(
            "the database has no translation_jobs, translation_subtasks (and 3 more) that this user"
                + " sees: check DATABASE_URL and DATABASE_SCHEMA, or on a new installation run"
                + " 'translation-cli migrate --create-guide-tables'");
    database.postgres().createGuideTables(false);
    assertThat(database.postgres().migrate()).isPositive();
    assertThat(database.postgres().migrate()).isZero();
    assertThat(database.postgres().diagnose())
        .noneMatch(
            f -> f.severity() == Finding.Severity.ERROR)
        .anyMatch(f -> f.cure().startsWith("CREATE INDEX"));
  }

  @Test
  void aTableThatGoesAwayLaterIsNamedWithItsCure() {
    var database = changed();
    database.postgres().check();
    database.execute("drop table translation_subtasks");
    assertThatThrownBy(() -> database.views().subtasks(JobId.random()))
        .hasMessageContaining("translation_subtasks")
        .hasMessageContaining("migrate --create-guide-tables");
    database.execute("drop schema translation_ops cascade");
    assertThatThrownBy(() -> database.holds().all()).hasMessageContaining("translation_ops.holds")
        .hasMessageContaining("run 'translation-cli migrate'")
        .hasMessageNotContaining("create-guide-tables");
  }

  @Test
  void theDoctorNoticesForeignWorkersAndOldJobs() {
    var database = changed();
    var foreign = Scene.pendingJob(database, 1);
    database.setJobStatus(foreign.jobId(), "IN_PROGRESS");
    var old = Scene.pendingJob(database, 1);
    database.backdate(old.jobId());
    assertThat(database.postgres().diagnose())
        .anyMatch(
            f -> f.subject().equals("other workers")
                && f.message().contains(foreign.jobId().toString()))
        .anyMatch(
            f -> f.subject().equals("start line")
                && f.message().contains(old.jobId().toString()));
  }

  @Test
  void aJobWhoseSubtaskWasExchangedForAnotherIsNotPromoted() {
    var database = changed();
    var scene = Scene.pendingJob(database, 2);
    var other = Scene.pendingJob(database, 1);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    database.execute(
        "update translation_subtasks set job_id = '%s' where id = '%s'"
            .formatted(other.jobId(), scene.subtaskIds().getFirst()));
    database.insertSubtask(scene.jobId(), "appendix", UUID.randomUUID(), 9, 100, "PENDING");
    assertThat(scene.promote(claim)).isEqualTo(
        new Completion.NotNow("1 of 2 subtasks were added meanwhile"));
    database.promotions().release(claim, Scene.LEASE, "not now");
    assertThat(
        database.runs().settle(run, WorkerId.random(), Scene.STORE, Scene.LEASE))
        .isInstanceOfSatisfying(
            Settled.GoesOn.class, goesOn -> assertThat(goesOn.takenIn()).isEqualTo(1));
  }

  @Test
  void aSecondSubtaskForAnEntityThatComesLateFailsByItself() {
    var database = changed();
    var scene = Scene.pendingJob(database, 3);
    var run = scene.start();
    var twice = scene.chapterRefs().get(1);
    database.insertSubtask(scene.jobId(), "chapter", twice.id(), 9, 100, "PENDING");
    for (var settlement = 0; settlement < 2; settlement++) {
      database.runs().settle(run, WorkerId.random(), Scene.STORE, Scene.LEASE);
    }
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    var obstacles = new ArrayList<Obstacle>();
    try (var promotion = database.promotions().begin(claim)) {
      for (var items = promotion.next(1); obstacles.isEmpty(); items = promotion.next(1)) {
        var text = new PromotionText(items.get(0), new TranslatedText("t", "c"));
        if (promotion.write(List.of(text)).get(0) instanceof Written.RowRefused(var reason)) {
          obstacles.add(new Obstacle.RowRefused(items.get(0).subtask(), reason));
          break;
        }
      }
    }
    database.promotions().report(claim, obstacles);
    assertThat(database.runs().settle(run, WorkerId.random(), Scene.STORE, Scene.LEASE))
        .isInstanceOfSatisfying(
            Settled.JobFailed.class,
            failed -> assertThat(failed.message()).contains("1 of 4", twice.id().toString()));
  }

  @Test
  void aJobWithoutALanguageIsRefused() {
    var database = changed();
    var scene = Scene.pendingJob(database, 1);
    database.execute("update translation_jobs set from_lang = ''");
    assertThat(
        database.jobs()
            .activate(
                scene.jobId(), RunRequest.announced(Scene.PLAN), Scene.PATIENCE))
        .isInstanceOf(Activated.Refused.class);
  }
}
