package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Eventually;

/** Whose failure it is decides whether an attempt is spent. */
class FailureOwnersTest {
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
  void subtaskThatFailsItsChecksIsRetriedThenFailedAndTheOthersStillRun() {
    engine.does(request -> request.segments().stream().anyMatch(s -> s.text().contains("lamp 2"))
        ? TestEngine.echoed(request)
        : TestEngine.shouted(request));
    site.set("MAX_ATTEMPTS", "3");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    var worker = site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).startsWith("1 of 5 subtasks failed: subtask ");
    assertThat(worker.events(WorkerEvent.SubtaskRetries.class)).hasSize(2);
    assertThat(worker.events(WorkerEvent.SubtaskFailed.class)).hasSize(1);
    assertThat(
        site.query("select status, error_message from translation_subtasks order by status"))
        .satisfies(rows -> {
          assertThat(rows).extracting(r -> r.get("status"))
              .containsExactly("DONE", "DONE", "DONE", "DONE", "FAILED");
          assertThat(String.valueOf(rows.getLast().get("error_message")))
              .contains("attempt 3 of 3");
        });
    assertThat(site.chapters(novel, "es")).isEmpty();
  }

  @Test
  void engineIsToldTheConfiguredTimeLimit() {
    var limits = ConcurrentHashMap.<Duration>newKeySet();
    engine.does(request -> {
      limits.add(request.timeout());
      return TestEngine.shouted(request);
    });
    site.set("ENGINE_TIMEOUT_SECONDS", "7");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(limits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void nextRunRepeatsOnlyWhatIsMissing() {
    engine.does(request -> request.segments().stream().anyMatch(s -> s.text().contains("lamp 2"))
        ? TestEngine.echoed(request)
        : TestEngine.shouted(request));
    site.set("MAX_ATTEMPTS", "1");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    engine.does(TestEngine::shouted);
    site.update(
        "update translation_subtasks set status = 'PENDING' where job_id = ? and status = 'FAILED'",
        job.value());
    site.announce(job);
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.chapters(novel, "es")).hasSize(3);
    assertThat(engine.timesAsked("Once upon a time there was lamp 1.")).isEqualTo(1);
    assertThat(engine.timesAsked("Once upon a time there was lamp 3.")).isEqualTo(1);
  }

  @Test
  void failFastEndsTheJobAtTheFirstFailure() {
    site.set("MAX_ATTEMPTS", "1").set("FAILURE_POLICY", "fail-fast").set("WORKER_CONCURRENCY", "1");
    var job = site.job(novel, "en", "es");
    // the first chapter fails; whatever is begun after it waits for the job's end
    engine.does(request -> {
      if (request.segments()
          .stream()
          .anyMatch(s -> s.text().matches("(?s).*(lamp|Chapter) [23].*"))) {
        site.awaitStatus(job, "FAILED");
      }
      return TestEngine.echoed(request);
    });
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(
        site.count("select count(*) from translation_subtasks where status = 'PENDING'"))
        .isPositive();
  }

  @Test
  void missingSourceTextIsTheSubtasksOwnFailure() {
    site.update(
        "delete from chapter_translations where chapter_id in (select id from chapters where seq = 2)");
    site.set("MAX_ATTEMPTS", "2");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("no source text in 'en' for chapter ");
  }

  @Test
  void engineThatIsDownCostsNoAttemptAndWorkGoesOnByItself() {
    engine.does(request -> EngineReply.Failure.of(FailureKind.UNAVAILABLE, "503"));
    var job = site.job(novel, "en", "es");
    site.announce(job);
    var worker = site.startWorker();
    Eventually.until("it is parked", () -> !worker.events(WorkerEvent.EngineParked.class)
        .isEmpty());
    assertThat(site.status(job)).isEqualTo("IN_PROGRESS");
    engine.does(TestEngine::shouted);
    site.awaitStatus(job, "COMPLETED");
    assertThat(worker.events(WorkerEvent.SubtaskRetries.class)).isEmpty();
    assertThat(site.count("select coalesce(max(attempts), 0) from translation_ops.work_items"))
        .isZero();
    assertThat(worker.events(WorkerEvent.EngineReopened.class)).isNotEmpty();
  }

  @Test
  void retryAfterIsObeyed() {
    var refused = new java.util.concurrent.atomic.AtomicLong();
    var early = new java.util.concurrent.atomic.AtomicInteger();
    engine.does(request -> {
      if (refused.compareAndSet(0, System.nanoTime())) {
        return new EngineReply.Failure(
            FailureKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(2)));
      }
      if (System.nanoTime() - refused.get() < Duration.ofMillis(1_900).toNanos()) {
        early.incrementAndGet();
      }
      return TestEngine.shouted(request);
    });
    site.set("WORKER_CONCURRENCY", "1");
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(early).hasValue(0);
  }

  @Test
  void nextEngineOfTheChainTakesOver() {
    var second = new TestEngine("second");
    engine.does(request -> EngineReply.Failure.of(FailureKind.UNAUTHORIZED, "the key has expired"));
    site.engines(engine, second);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(second.calls()).isPositive();
  }

  @Test
  void databaseThatIsDownCostsNoAttemptAndWorkGoesOnByItself() throws Exception {
    try (var server = EmbeddedPostgres.start(Map.of());
        var own = Site.on(server).set("TRANSLATION_ENGINE", "pseudo").engines(engine)) {
      var asked = new CountDownLatch(1);
      var down = new CountDownLatch(1);
      engine.does(request -> {
        asked.countDown();
        await(down);
        return TestEngine.shouted(request);
      });
      var novelThere = own.novel(3);
      var job = own.job(novelThere, "en", "es");
      own.announce(job);
      var worker = own.startWorker();
      await(asked);
      server.kill();
      down.countDown();
      Eventually.until("it is noticed", () -> !worker.events(WorkerEvent.LoopFailed.class)
          .isEmpty());
      server.restart();
      own.awaitStatus(job, "COMPLETED");
      assertThat(own.chapters(novelThere, "es")).hasSize(3);
      assertThat(worker.events(WorkerEvent.SubtaskRetries.class)).isEmpty();
      assertThat(worker.events(WorkerEvent.SubtaskFailed.class)).isEmpty();
      assertThat(own.count("select coalesce(max(attempts), 0) from translation_ops.work_items"))
          .isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("waited a minute");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void storeThatCannotBeWrittenCostsNoAttemptAndNoSecondEngineCall() throws Exception {
    site.startWorker();
    Eventually.until("the store has its id", () -> {
      try (var files = Files.list(site.staging())) {
        return files.findAny().isPresent();
      }
    });
    // a file where the job's folder has to be: nothing can be staged for this job
    site.update(
        "insert into translation_ops.holds (scope, subject, kind, reason, placed_by)"
            + " values ('FLEET', '', 'PAUSE', 'the file comes first', 'test')");
    var job = site.job(novel, "en", "es");
    var folder = site.staging().resolve(job.toString());
    Files.writeString(folder, "in the way");
    site.update("delete from translation_ops.holds");
    site.announce(job);
    Eventually.until("the engine was called", () -> engine.timesAsked(
        "Once upon a time there was lamp 1.") > 0);
    assertThat(site.status(job)).isEqualTo("IN_PROGRESS");
    Files.delete(folder);
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.count("select coalesce(max(attempts), 0) from translation_ops.work_items"))
        .isZero();
    assertThat(engine.timesAsked("Once upon a time there was lamp 1.")).isEqualTo(1);
    assertThat(Path.of(folder.toString())).isDirectory();
  }
}
