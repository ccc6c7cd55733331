package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.Eventually;

/** A job that cannot be handled holds up no other. */
class OneBadJobTest {
  private static final String NO_LANGUAGE = "its from_lang or target_lang is empty";

  private final TestEngine engine = new TestEngine("pseudo");
  private Site site;
  private UUID novel;

  @BeforeEach
  void open() {
    site = Site.create().set("TRANSLATION_ENGINE", "pseudo").engines(engine);
    novel = site.novel(3);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void otherJobsAreFoundAndDeadWorkersClaimsTakenBackWhileOneJobCannotBeStarted() {
    var bad = site.job(novel, "en", "es");
    site.update(
        """
        create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'frozen by its owner'; end $$
        """);
    site.update(
        "create trigger frozen before update on translation_jobs for each row when (old.id = '"
            + bad + "') execute function refuse()");
    var end = new CountDownLatch(1);
    engine.does(request -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return TestEngine.shouted(request);
    });
    var worker = site.startWorker();
    var good = site.job(site.novel(3), "en", "es");
    Eventually.until("the other job is found, and its subtasks are under way", () -> site.count(
        "select count(*) from translation_ops.work_items where state = 'CLAIMED'") == 5);
    site.update(
        """
        update translation_ops.work_items set worker_id = gen_random_uuid(),
          claim_id = gen_random_uuid(), lease_until = now() - interval '1 second'
        where state = 'CLAIMED'
        """);
    Eventually.until(
        "what a dead worker had is taken back",
        () -> worker.events(WorkerEvent.SubtaskRescued.class).size() == 5);
    end.countDown();
    site.awaitStatus(good, "COMPLETED");
    assertThat(site.status(bad)).isEqualTo("PENDING");
    assertThat(worker.events(WorkerEvent.JobWaits.class))
        .filteredOn(e -> e.job().equals(bad))
        .isNotEmpty()
        .allSatisfy(
            e -> assertThat(e.reason())
                .startsWith("it cannot be started, looked at again in ")
                .contains("frozen by its owner"));
    assertThat(worker.events(WorkerEvent.LoopFailed.class)).isEmpty();
    site.update("drop trigger frozen on translation_jobs");
    site.awaitStatus(bad, "COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void jobWithoutALanguageIsRefused(String blank) {
    var bad = new JobId(UUID.randomUUID());
    site.insertJob(bad.value(), novel, blank, "es");
    site.announce(bad);
    var good = site.job(novel, "en", "es");
    var worker = site.startWorker();
    site.awaitStatus(good, "COMPLETED");
    site.awaitStatus(bad, "FAILED");
    assertThat(site.errorOf(bad)).isEqualTo(NO_LANGUAGE);
    assertThat(worker.events(WorkerEvent.AnnouncementRejected.class)).isEmpty();
  }

  @Test
  void jobThatLosesALanguageWhileItRunsFails() {
    site.set("RETRY_BASE_SECONDS", "60").set("RETRY_CAP_SECONDS", "60");
    engine.does(TestEngine::echoed);
    var bad = site.job(novel, "en", "es");
    var worker = site.startWorker();
    Eventually.until(
        "it waits for its next try",
        () -> worker.events(WorkerEvent.SubtaskRetries.class).size() == 5);
    site.update("update translation_jobs set target_lang = ' ' where id = ?", bad.value());
    engine.does(TestEngine::shouted);
    var good = site.job(site.novel(3), "en", "es");
    site.awaitStatus(good, "COMPLETED");
    site.awaitStatus(bad, "FAILED");
    assertThat(site.errorOf(bad)).isEqualTo(NO_LANGUAGE);
  }
}
