package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.Eventually;

/** An engine that neither answers nor heeds interruption. */
class DeafEngineTest {
  private final Deaf engine = new Deaf();
  private Site site;

  @BeforeEach
  void open() {
    site = Site.create().set("SHUTDOWN_SECONDS", "16").engines(engine);
  }

  @AfterEach
  void close() throws Exception {
    engine.released.countDown();
    site.close();
  }

  /** The bound is generous: the machine may be slow. */
  @Test
  void doesNotKeepAWorkerFromStopping() throws Exception {
    var worker = site.startWorker();
    var job = site.job(site.novel(3), "en", "es");
    site.announce(job);
    Eventually.until("calls that do not end", () -> engine.calls.get() >= 3);
    var began = System.nanoTime();
    worker.worker().stop();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    assertThat(worker.events(WorkerEvent.WorkerStopped.class)).hasSize(1);
    assertThat(worker.events(WorkerEvent.SubtaskHandedBack.class)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(
        site.count(
            "select count(*) from translation_subtasks where job_id = ? and status <> 'PENDING'",
            job.value()))
        .isZero();
    engine.released.countDown();
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.count("select sum(attempts)::int from translation_ops.work_items")).isZero();
  }

  private static final class Deaf implements TranslationEngine {
    private final TestEngine answers = new TestEngine("deaf");
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public EngineCapabilities capabilities() {
      return answers.capabilities();
    }

    @Override
    public PairSupport supports(LanguagePair pair) {
      return answers.supports(pair);
    }

    @Override
    public EngineReply translate(EngineRequest request) throws InterruptedException {
      calls.incrementAndGet();
      var interrupted = false;
      while (true) {
        try {
          released.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return answers.translate(request);
    }
  }
}
