package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.testkit.Eventually;

/**
 * What an operator or another service does to a job in the midst of long engine calls interrupts these
 * on all of three workers. The simulator shows that it takes two seconds at most; here the time is only
 * printed, and bounded generously: the machine may be slow.
 */
class TwoSecondsOnServersTest {
  private static final int WORKERS = 3;
  private static final int SLOTS = 2;
  private static final int CHAPTERS = 10;
  private static final Duration GENEROUS = Duration.ofSeconds(10);

  private final LongCalls engine = new LongCalls();
  private final TestEngine other = new TestEngine("other");
  private Site site;
  private TranslationSystem operator;

  @BeforeEach
  void open() {
    site = Site.create().set("WORKER_CONCURRENCY", String.valueOf(SLOTS)).engines(engine, other);
    operator = site.system();
    for (var i = 0; i < WORKERS; i++) {
      site.startWorker();
    }
  }

  @AfterEach
  void close() throws Exception {
    engine.release();
    site.close();
  }

  /** What ends the work on a job. */
  enum Act {
    CANCELLED {
      @Override
      void on(JobId job, TranslationSystem operator, Site site) {
        operator.jobs().cancel(job, "by the test");
      }
    },
    HELD {
      @Override
      void on(JobId job, TranslationSystem operator, Site site) {
        operator.holds().place(new HoldScope.Job(job), Hold.Kind.PAUSE, "by the test", "test");
      }
    },
    DELETED_BY_ANOTHER {
      @Override
      void on(JobId job, TranslationSystem operator, Site site) {
        site.update("delete from translation_jobs where id = ?", job.value());
      }
    },
    CHANGED_BY_ANOTHER {
      @Override
      void on(JobId job, TranslationSystem operator, Site site) {
        site.update("update translation_jobs set status = 'ARCHIVED' where id = ?", job.value());
      }
    },
    SUBTASKS_DELETED_BY_ANOTHER {
      @Override
      void on(JobId job, TranslationSystem operator, Site site) {
        site.update("delete from translation_subtasks where job_id = ?", job.value());
      }
    };

    abstract void on(JobId job, TranslationSystem operator, Site site);
  }

  /** Then another job completes, and none of the workers has gone back to the one. */
  @ParameterizedTest
  @EnumSource
  void callsOfAJobThatNobodyWantsAreInterrupted(Act act) {
    var novel = site.novel(CHAPTERS);
    var job = jobThatKeepsAllBusy(novel);
    var asked = engine.chapters();
    var began = System.nanoTime();
    act.on(job, operator, site);
    Eventually.until("every call is interrupted", () -> engine.running() == 0);
    var took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%s: every call was interrupted after %d ms%n", act, took.toMillis());
    assertThat(took).as(act.name()).isLessThan(GENEROUS);
    var other = site.job(site.novel(0), "en", "es");
    engine.answerAtOnce();
    site.announce(other);
    site.awaitStatus(other, "COMPLETED");
    assertThat(engine.chapters()).as("chapters asked for after " + act).isEqualTo(asked);
    assertThat(site.chapters(novel, "es")).isEmpty();
    assertThat(
        site.count(
            "select count(*) from translation_ops.promotions where job_id = ?", job.value()))
        .isZero();
  }

  @Test
  void whatIsTranslatedAgainBeginsAtOnce() {
    var job = jobThatKeepsAllBusy(site.novel(CHAPTERS));
    var calls = engine.chapters();
    var began = System.nanoTime();
    var request = new RunRequest(
        RunRequest.Trigger.REPROCESS, new RunRequest.Scope.All(), operator.plan(),
        Optional.empty(), Optional.empty());
    operator.jobs().activate(job, request, operator.settings().patience());
    operator.announcements().wake();
    Eventually.until(
        "the calls of the new run", () -> engine.chapters() >= calls + WORKERS * SLOTS);
    var took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("reprocess: all slots work for it after %d ms%n", took.toMillis());
    assertThat(took).isLessThan(GENEROUS);
    engine.answerAtOnce();
    engine.release();
    site.awaitStatus(job, "COMPLETED");
  }

  /** The calls that run when it is held come to their end; the other engine takes the rest over. */
  @Test
  void anEngineOfAChainThatIsHeldIsNotCalledAnyMore() {
    var job = jobThatKeepsAllBusy(site.novel(CHAPTERS));
    var calls = engine.chapters();
    holdAndAwaitBeats(Hold.Kind.PAUSE);
    // a worker looks after its beat: at the next one it has looked
    holdAndAwaitBeats(Hold.Kind.QUOTA);
    engine.release();
    site.awaitStatus(job, "COMPLETED");
    assertThat(engine.chapters()).isEqualTo(calls);
  }

  private void holdAndAwaitBeats(Hold.Kind kind) {
    operator.holds().place(new HoldScope.Engine("long"), kind, "by the test", "test");
    Eventually.until(
        "a beat of every worker", () -> site.count(
            "select count(*) from translation_ops.workers where beat_at <= "
                + "(select since from translation_ops.holds where kind = ?)",
            kind.name()) == 0);
  }

  private JobId jobThatKeepsAllBusy(UUID novel) {
    var job = site.job(novel, "en", "es");
    // its small texts would only shorten the wait for the long calls
    site.update(
        "delete from translation_subtasks where job_id = ? and entity_type <> 'chapter'",
        job.value());
    site.update(
        "update translation_jobs set total_subtasks = ? where id = ?", CHAPTERS, job.value());
    site.announce(job);
    // each worker has claimed as much as it has slots, and nothing ahead: it has no throughput yet
    Eventually.until(
        "a call for a chapter in each slot", () -> engine.running() == WORKERS * SLOTS
            && engine.chapters() >= WORKERS * SLOTS);
    return job;
  }

  /** Answers after a minute, or when it is released; heeds interruption. */
  private static final class LongCalls implements TranslationEngine {
    private final TestEngine answers = new TestEngine("long");
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger chapters = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean atOnce;

    int running() {
      return running.get();
    }

    /** Calls for chapters so far. */
    int chapters() {
      return chapters.get();
    }

    void answerAtOnce() {
      atOnce = true;
    }

    void release() {
      released.countDown();
    }

    @Override
    public String name() {
      return "long";
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
      if (request.segments()
          .stream()
          .anyMatch(s -> s.text().contains("hapter")
              || s.text().contains("Once upon"))) {
        chapters.incrementAndGet();
      }
      running.incrementAndGet();
      try {
        if (!atOnce) {
          var unused = released.await(1, TimeUnit.MINUTES);
        }
        return answers.translate(request);
      } finally {
        running.decrementAndGet();
      }
    }
  }
}
