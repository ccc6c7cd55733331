package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.Eventually;

/** What readers get to see, and when. */
class PromotionTest {
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
  void editedRowSurvivesASecondJob() {
    var first = site.job(novel, "en", "es");
    site.announce(first);
    var worker = site.startWorker();
    site.awaitStatus(first, "COMPLETED");
    site.update(
        "update chapter_translations set content = 'by hand' where lang = 'es' and chapter_id in"
            + " (select id from chapters where seq = 2)");
    site.update(
        "update chapter_translations set content = '<p>Rewritten.</p>' where lang = 'en' and"
            + " chapter_id in (select id from chapters where seq = 3)");
    var second = site.job(novel, "en", "es");
    site.announce(second);
    site.awaitStatus(second, "COMPLETED");
    assertThat(site.chapters(novel, "es"))
        .containsExactly(
            "[es] <p>Once upon a time there was lamp 1.</p>", "by hand", "[es] <p>Rewritten.</p>");
    Eventually.until(
        "it is told", () -> worker.events(WorkerEvent.JobCompleted.class).size() == 2);
    assertThat(worker.events(WorkerEvent.JobCompleted.class).getLast().kept()).hasSize(1);
  }

  @Test
  void editedRowIsReplacedWhenThatIsAskedFor() {
    var first = site.job(novel, "en", "es");
    site.set("OVERWRITE_EDITS", "true");
    site.announce(first);
    site.startWorker();
    site.awaitStatus(first, "COMPLETED");
    site.update("update chapter_translations set content = 'by hand' where lang = 'es'");
    var second = site.job(novel, "en", "es");
    site.announce(second);
    site.awaitStatus(second, "COMPLETED");
    assertThat(site.chapters(novel, "es")).noneMatch(c -> c.equals("by hand"));
  }

  @Test
  void sourceThatChangedAfterItsTranslationIsTranslatedAgainBeforeAnythingIsVisible()
      throws Exception {
    var changed = new CountDownLatch(1);
    var engine = new TestEngine("pseudo").does(request -> {
      if (request.segments().stream().anyMatch(s -> s.text().contains("lamp 3"))) {
        await(changed);
      }
      return TestEngine.shouted(request);
    });
    site.set("TRANSLATION_ENGINE", "pseudo").engines(engine);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    Eventually.until(
        "chapter 1 is finished",
        () -> site.count(
            "select count(*) from translation_subtasks s join chapters c on c.id = s.entity_id"
                + " where s.status = 'DONE' and c.seq = 1") == 1);
    site.update(
        "update chapter_translations set content = '<p>A new beginning.</p>' where lang = 'en' and"
            + " chapter_id in (select id from chapters where seq = 1)");
    changed.countDown();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.chapters(novel, "es").getFirst()).isEqualTo("<p>¡Ao newo beginningo.!</p>");
  }

  @Test
  void missingStagedObjectIsNoticedAndNothingIsPromoted() throws Exception {
    site.set("TRANSLATION_ENGINE", "placeholder");
    var job = site.job(novel, "en", "es");
    var system = site.system();
    system.holds()
        .place(
            new org.translationjobs.core.hold.HoldScope.Job(job),
            org.translationjobs.core.hold.Hold.Kind.APPROVAL, "wait", "test");
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until(
        "all is finished",
        () -> site.count("select count(*) from translation_subtasks where status = 'DONE'") == 5);
    try (var files = Files.walk(site.staging().resolve(job.toString()))) {
      Files.writeString(
          files.filter(Files::isRegularFile).findFirst().orElseThrow(),
          "{\"title\":\"altered\",\"content\":\"altered\"}");
    }
    system.holds()
        .release(
            new org.translationjobs.core.hold.HoldScope.Job(job),
            org.translationjobs.core.hold.Hold.Kind.APPROVAL);
    Eventually.until(
        "it is noticed", () -> !worker.events(WorkerEvent.PromotionDelayed.class).isEmpty());
    assertThat(worker.events(WorkerEvent.PromotionDelayed.class).getFirst().why())
        .contains("altered after it was finished");
    assertThat(site.chapters(novel, "es")).isEmpty();
    assertThat(site.status(job)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void jobHeldForApprovalIsTranslatedButPromotedOnlyAfterwards() {
    var system = site.system();
    var job = site.job(novel, "en", "es");
    var scope = new org.translationjobs.core.hold.HoldScope.Job(job);
    system.holds()
        .place(
            scope, org.translationjobs.core.hold.Hold.Kind.APPROVAL, "editor's look", "test");
    site.announce(job);
    site.startWorker();
    Eventually.until(
        "all is finished",
        () -> site.count("select count(*) from translation_subtasks where status = 'DONE'") == 5);
    assertThat(site.status(job)).isEqualTo("IN_PROGRESS");
    assertThat(site.chapters(novel, "es")).isEmpty();
    system.holds().release(scope, org.translationjobs.core.hold.Hold.Kind.APPROVAL);
    site.awaitStatus(job, "COMPLETED");
  }

  @Test
  void titleLongerThanItsColumnFailsThatSubtaskByName() {
    site.update("alter table chapter_translations alter column title type varchar(20)");
    site.update(
        "update chapter_translations set title = 'exactly twenty chars' where chapter_id in"
            + " (select id from chapters where seq = 2)");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("1 of 5 subtasks failed")
        .contains("title")
        .contains("20");
    assertThat(site.chapters(novel, "es")).isEmpty();
  }

  @Test
  void ofTwoJobsForOneNovelTheLaterCreatedWins() {
    var older = site.job(novel, "en", "es");
    var newer = site.job(novel, "en", "es");
    site.update(
        "update translation_jobs set created_at = created_at - interval '1 hour' where id = ?",
        older.value());
    site.announce(newer);
    site.startWorker();
    site.awaitStatus(newer, "COMPLETED");
    site.announce(older);
    site.awaitStatus(older, "COMPLETED");
    assertThat(
        site.query("select distinct job_id from translation_ops.promoted_rows"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("job_id", newer.value()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
