package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineRequest;

/** Input that has broken others. */
class HardInputTest {
  private Site site;
  private UUID novel;

  @BeforeEach
  void open() {
    site = Site.create();
    novel = site.novel(2);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void subtaskOfAnUnknownTypeFailsByNameAndTheOthersRun() {
    var job = site.job(novel, "en", "es");
    site.update(
        "update translation_subtasks set entity_type = 'poem' where job_id = ? and entity_type ="
            + " 'novel'",
        job.value());
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("unknown entity_type 'poem'");
    assertThat(site.count("select count(*) from translation_subtasks where status = 'DONE'"))
        .isEqualTo(3);
  }

  @Test
  void emptyTitleAndMissingDescriptionStayWhatTheyAre() {
    site.set("TRANSLATION_ENGINE", "pseudo");
    site.update("update chapter_translations set title = ''");
    site.update("update novel_translations set description = ''");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.query("select title from chapter_translations where lang = 'es'"))
        .allSatisfy(row -> assertThat(row).containsEntry("title", ""));
    assertThat(site.query("select description from volume_translations where lang = 'es'"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("description", null));
    assertThat(site.query("select description from novel_translations where lang = 'es'"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("description", null));
  }

  @Test
  void fiveMegabytesInOneChapterAreTranslated() {
    site.set("TRANSLATION_ENGINE", "pseudo");
    site.update(
        "update chapter_translations set content = repeat('<p>A paragraph of some length, with an"
            + " <em>emphasis</em> in it'"
            + " || repeat('. A sentence of it that has a few words more', 18)"
            + " || '.</p>' || chr(10), 5800)"
            + " where chapter_id in (select id from chapters where seq = 1)");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.chapters(novel, "es").getFirst().split("</p>", -1)).hasSize(5_801);
  }

  @Test
  void controlCharacterInTheTextFailsThatSubtaskByNameAndField() {
    site.set("TRANSLATION_ENGINE", "pseudo").set("MAX_ATTEMPTS", "2");
    site.update(
        "update chapter_translations set content = '<p>bad' || chr(1) || 'text here</p>' where"
            + " chapter_id in (select id from chapters where seq = 1)");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("1 of 4 subtasks failed").contains("content");
  }

  @Test
  void answersWithCharactersThatNoDatabaseTakesFailTheirSubtasksByNameAndTheOthersRun() {
    var engine = new TestEngine("pseudo").does(request -> {
      if (asks(request, "lamp 1")) {
        return TestEngine.answered(request, "había\0una lámpara");
      }
      return asks(request, "lamp 2")
          ? TestEngine.answered(request, "había \uD83D una lámpara")
          : TestEngine.shouted(request);
    });
    site.set("TRANSLATION_ENGINE", "pseudo").set("MAX_ATTEMPTS", "2").engines(engine);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    var subtasks = site.query(
        "select s.id, s.entity_type, s.status, s.error_message, c.seq from translation_subtasks s"
            + " left join chapters c on c.id = s.entity_id order by c.seq, s.entity_type");
    assertThat(subtasks).extracting(row -> row.get("status"))
        .containsExactly("FAILED", "FAILED", "DONE", "DONE");
    assertThat(String.valueOf(subtasks.get(0).get("error_message")))
        .contains("U+0000")
        .contains("attempt 2 of 2");
    assertThat(String.valueOf(subtasks.get(1).get("error_message"))).contains("lone surrogate");
    assertThat(site.errorOf(job)).startsWith("2 of 4 subtasks failed: subtask ")
        .contains(String.valueOf(subtasks.get(0).get("id")))
        .contains(String.valueOf(subtasks.get(1).get("id")));
    assertThat(site.chapters(novel, "es")).isEmpty();
  }

  private static boolean asks(EngineRequest request, String text) {
    return request.segments().stream().anyMatch(s -> s.text().contains(text));
  }

  @Test
  void jobThatIsDeletedWhileItRunsLeavesNothingOfOursBehind() {
    var engine = new TestEngine("pseudo");
    var entered = new java.util.concurrent.CountDownLatch(1);
    var go = new java.util.concurrent.CountDownLatch(1);
    engine.does(request -> {
      entered.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return TestEngine.shouted(request);
    });
    site.set("TRANSLATION_ENGINE", "pseudo").engines(engine);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    var worker = site.startWorker();
    org.translationjobs.testkit.Eventually.until(
        "the engine is called", () -> entered.getCount() == 0);
    site.update("delete from translation_jobs where id = ?", job.value());
    org.translationjobs.testkit.Eventually.until(
        "the claims are given up", () -> worker.worker().claims() == 0);
    go.countDown();
    assertThat(site.chapters(novel, "es")).isEmpty();
    org.translationjobs.testkit.Eventually.until(
        "the run is over",
        () -> site.count("select count(*) from translation_ops.job_runs where state = 'ACTIVE'")
            == 0);
  }
}
