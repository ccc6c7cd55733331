package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.announcement.Announcements.Rejected;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.Eventually;

/** What an announcement does, line by line, on real servers. */
class AnnouncementTableTest {
  private Site site;
  private UUID novel;

  @BeforeEach
  void open() {
    site = Site.create();
    novel = site.novel(3);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void pendingJobIsTranslatedAndPromoted() {
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.chapters(novel, "es"))
        .containsExactly(
            "[es] <p>Once upon a time there was lamp 1.</p>",
            "[es] <p>Once upon a time there was lamp 2.</p>",
            "[es] <p>Once upon a time there was lamp 3.</p>");
    var row = site.query("select * from translation_jobs where id = ?", job.value()).getFirst();
    assertThat(row)
        .containsEntry("progress", 100)
        .containsEntry("completed_subtasks", 5)
        .containsEntry("total_subtasks", 5)
        .containsEntry("error_message", null);
    assertThat(
        site.count(
            "select count(*) from translation_subtasks where job_id = ? and status = 'DONE'"
                + " and started_at is not null and finished_at >= started_at",
            job.value()))
        .isEqualTo(5);
    assertThat(site.redis().list(Site.QUEUE)).isEmpty();
    assertThat(site.secondsFromNow("select finished_at from translation_jobs where id = ?", job))
        .isLessThan(60);
    assertThat(site.secondsFromNow("select updated_at from translation_jobs where id = ?", job))
        .isLessThan(60);
  }

  @Test
  void jobThatIsNotVisibleYetIsStartedWhenItBecomesVisible() throws Exception {
    site.set("CREATOR_GRACE_SECONDS", "60");
    var worker = site.startWorker();
    var prepared = site.job(novel, "en", "es");
    var job = JobId.random();
    site.update("update translation_jobs set status = 'PREPARED' where id = ?", prepared.value());
    try (var connection = site.connection(); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "insert into translation_jobs select '" + job + "', novel_id, from_lang, target_lang,"
              + " 'PENDING', 0, 5, 0, null, null, null, null, null, created_at, updated_at"
              + " from translation_jobs where id = '" + prepared + "'");
      statement.execute(
          "insert into translation_subtasks select gen_random_uuid(), '" + job + "', entity_type,"
              + " entity_id, parent_volume_id, seq, priority, status, null, null, null, null, null,"
              + " created_at, updated_at from translation_subtasks where job_id = '" + prepared
              + "'");
      site.announce(job);
      Eventually.until("the announcement is taken", () -> site.redis().list(Site.QUEUE).isEmpty());
      connection.commit();
    }
    site.awaitStatus(job, "COMPLETED");
    assertThat(worker.events(WorkerEvent.AnnouncementRejected.class)).isEmpty();
  }

  @Test
  void messageForAJobThatStaysInvisibleIsRejectedAndSaysWhy() {
    var nobodys = JobId.random();
    site.announce(nobodys);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    var worker = site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    var announcements = site.system().announcements();
    Eventually.until("it is rejected", () -> !announcements.rejected(10).isEmpty());
    assertThat(announcements.rejected(10)).singleElement().satisfies(rejected -> {
      assertThat(rejected.payload()).isEqualTo("{\"job_id\":\"" + nobodys + "\"}");
      assertThat(rejected.reason())
          .isEqualTo("no job " + nobodys + " became visible within 2 s");
    });
    Eventually.until(
        "it is said", () -> worker.events(WorkerEvent.AnnouncementRejected.class).size() == 1);
    assertThat(site.redis().list(Site.QUEUE)).isEmpty();
  }

  @Test
  void jobUnderWayIsStartedOnlyOnceHoweverOftenItIsAnnounced() {
    var job = site.job(novel, "en", "es");
    for (var i = 0; i < 20; i++) {
      site.announce(job);
    }
    var one = site.startWorker();
    var two = site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    Eventually.until("the queue is empty", () -> site.redis().list(Site.QUEUE).isEmpty());
    assertThat(
        one.events(WorkerEvent.JobStarted.class).size()
            + two.events(WorkerEvent.JobStarted.class).size())
        .isEqualTo(1);
    assertThat(site.count("select count(*) from translation_ops.job_runs")).isEqualTo(1);
  }

  @Test
  void jobThatIsAnnouncedAgainWhileItRunsIsLeftToItsRun() {
    var job = site.job(novel, "en", "es");
    var goOn = new CountDownLatch(1);
    var engine = new TestEngine("pseudo").does(request -> {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return TestEngine.shouted(request);
    });
    var worker = site.set("TRANSLATION_ENGINE", "pseudo").engines(engine).startWorker();
    Eventually.until(
        "it runs", () -> !worker.events(WorkerEvent.SubtaskStarted.class).isEmpty());
    site.announce(job);
    Eventually.until("it is said", () -> !worker.events(WorkerEvent.JobIgnored.class).isEmpty());
    goOn.countDown();
    assertThat(worker.events(WorkerEvent.JobIgnored.class).getFirst().reason())
        .isEqualTo("its run 1 is under way");
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.count("select count(*) from translation_ops.job_runs")).isEqualTo(1);
  }

  @Test
  void jobOfAForeignWorkerWhoseRowsChangedLatelyIsLeftAlone() {
    site.set("FOREIGN_CLAIM_SECONDS", "600");
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set status = 'IN_PROGRESS' where id = ?", job.value());
    site.announce(job);
    var other = site.job(site.novel(1), "en", "es");
    var worker = site.startWorker();
    site.awaitStatus(other, "COMPLETED");
    Eventually.until("it waits", () -> !worker.events(WorkerEvent.JobWaits.class).isEmpty());
    assertThat(
        site.count(
            "select count(*) from translation_ops.job_runs where job_id = ?", job.value()))
        .isZero();
    assertThat(site.chapters(novel, "es")).isEmpty();
  }

  @Test
  void jobOfAForeignWorkerIsTakenOverOnceItsRowsHaveNotChangedForLongEnough() {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set status = 'IN_PROGRESS' where id = ?", job.value());
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until("it waits", () -> !worker.events(WorkerEvent.JobWaits.class).isEmpty());
    assertThat(worker.events(WorkerEvent.JobWaits.class).getFirst().reason())
        .contains("another worker has it IN_PROGRESS");
    site.awaitStatus(job, "COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "FAILED"})
  void endedJobWithoutPendingSubtasksIsLeftAsItIs(String status) {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set status = ? where id = ?", status, job.value());
    site.update("update translation_subtasks set status = 'DONE' where job_id = ?", job.value());
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until("it is said", () -> !worker.events(WorkerEvent.JobIgnored.class).isEmpty());
    assertThat(worker.events(WorkerEvent.JobIgnored.class).getFirst().reason())
        .contains("has no PENDING subtask");
    assertThat(site.status(job)).isEqualTo(status);
    Eventually.until("the queue is empty", () -> site.redis().list(Site.QUEUE).isEmpty());
    assertThat(site.chapters(novel, "es")).isEmpty();
  }

  @Test
  void chaptersAddedToACompletedJobAreTranslatedAndTheOthersNotTouched() {
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    var before = site.query(
        "select id, updated_at, xmin::text from chapter_translations where lang = 'es'");

    var chapter = UUID.randomUUID();
    site.update(
        "insert into chapters select ?, id, 99 from volumes where novel_id = ?", chapter, novel);
    site.update(
        "insert into chapter_translations (chapter_id, lang, title, content)"
            + " values (?, 'en', 'New', '<p>New.</p>')",
        chapter);
    site.update(
        "insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority, status,"
            + " created_at, updated_at) values (gen_random_uuid(), ?, 'chapter', ?, 99, 100,"
            + " 'PENDING', utcnow, utcnow)",
        job.value(), chapter);
    site.announce(job);

    Eventually.until("it is promoted", () -> site.chapters(novel, "es").size() == 4);
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.chapters(novel, "es")).endsWith("[es] <p>New.</p>");
    assertThat(
        site.query(
            "select id, updated_at, xmin::text from chapter_translations where lang = 'es'"
                + " and chapter_id <> ?",
            chapter))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(site.count("select total_subtasks from translation_jobs where id = ?", job.value()))
        .isEqualTo(6);
  }

  @Test
  void cancelledJobIsNeverStarted() {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set status = 'CANCELLED' where id = ?", job.value());
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until("it is said", () -> !worker.events(WorkerEvent.JobIgnored.class).isEmpty());
    assertThat(site.status(job)).isEqualTo("CANCELLED");
    assertThat(site.count("select count(*) from translation_ops.job_runs")).isZero();
  }

  @Test
  void jobOfAnUnknownStatusIsLeftAlone() {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set status = 'PAUSED' where id = ?", job.value());
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until("it is said", () -> !worker.events(WorkerEvent.JobIgnored.class).isEmpty());
    assertThat(worker.events(WorkerEvent.JobIgnored.class).getFirst().reason())
        .contains("'PAUSED' is not one of ours");
    assertThat(site.status(job)).isEqualTo("PAUSED");
  }

  @Test
  void malformedMessagesAreRejectedAndTheNextOneIsServed() {
    var malformed = List.of(
        "", "hello", "[]", "{}", "{\"job_id\":7}", "{\"job_id\":\"7\"}", "{\"job\":\"x\"}",
        "\u0000\u0001", "{\"job_id\":");
    var job = site.job(novel, "en", "es");
    malformed.forEach(site::push);
    site.announce(job);
    var worker = site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    Eventually.until(
        "all are rejected", () -> worker.events(WorkerEvent.AnnouncementRejected.class)
            .size() == malformed.size());
    assertThat(site.system().announcements().rejected(20))
        .allSatisfy(r -> assertThat(r.reason()).isNotBlank())
        .extracting(Rejected::payload)
        .containsExactlyInAnyOrderElementsOf(malformed);
    assertThat(site.redis().list(Site.QUEUE)).isEmpty();
  }

  @Test
  void pendingJobThatNobodyAnnouncedIsFound() {
    var job = site.job(novel, "en", "es");
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
  }

  @Test
  void jobsRunWithoutAnyRedis() {
    site.redis().kill();
    var job = site.job(novel, "en", "es");
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
  }

  @Test
  void jobFromBeforeTheStartLineRunsOnlyWhenItIsAnnouncedOrAdopted() throws Exception {
    try (var older = Site.unmigrated()) {
      var novel = older.novel(1);
      var job = older.job(novel, "en", "es");
      var system = older.system();
      system.migrate();
      older.startWorker();
      var newer = older.job(older.novel(1), "en", "es");
      older.awaitStatus(newer, "COMPLETED");
      assertThat(older.status(job)).isEqualTo("PENDING");
      assertThat(system.views().beforeStartLine(10))
          .singleElement()
          .satisfies(v -> assertThat(v.id()).isEqualTo(job));
      older.announce(job);
      older.awaitStatus(job, "COMPLETED");
    }
  }
}
