package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.RealTasks;
import org.translationjobs.testkit.Scene;

class ServingTest {
  private static final LanguagePair EN_FR = LanguagePair.of("en", "fr");

  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
  }

  private static Serving serving(Duration longest, Support support) {
    return new Serving(new RealTasks(), Scene.STORE, List.of(new Asked(support)), longest);
  }

  @Test
  void anEngineIsAskedOnceForAPair() throws InterruptedException {
    var serving = serving(LONG, pair -> {
      asked.incrementAndGet();
      return new TranslationEngine.PairSupport.Unsupported("no " + pair);
    });
    for (var i = 0; i < 2; i++) {
      assertThat(serving.unsupported(Scene.PLAN, EN_FR)).contains("no " + EN_FR);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  @Timeout(60)
  void anEngineThatGivesNoAnswerIsLeftBehindAndNotAskedAgain() throws InterruptedException {
    var serving = serving(Duration.ofMillis(200), pair -> {
      asked.incrementAndGet();
      while (released.getCount() > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        var unused = Thread.interrupted();
      }
      return new TranslationEngine.PairSupport.Unsupported("too late");
    });
    assertThat(serving.unsupported(Scene.PLAN, EN_FR)).isEmpty();
    assertThat(serving.unsupported(Scene.PLAN, Scene.EN_ES)).isEmpty();
    Eventually.until("it was asked", () -> asked.get() > 0);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anEngineThatThrowsMayTranslateThePair() throws InterruptedException {
    var serving = serving(LONG, pair -> {
      throw new IllegalStateException("bug");
    });
    assertThat(serving.unsupported(Scene.PLAN, EN_FR)).isEmpty();
  }

  @FunctionalInterface
  private interface Support {
    TranslationEngine.PairSupport of(LanguagePair pair) throws InterruptedException;
  }

  /** Is asked, and never called. */
  private record Asked(Support support) implements TranslationEngine {
    @Override
    public String name() {
      return Scene.PLAN.engines().getFirst();
    }

    @Override
    public EngineCapabilities capabilities() {
      return new OneAtATime().capabilities();
    }

    @Override
    public PairSupport supports(LanguagePair pair) throws InterruptedException {
      return support.of(pair);
    }

    @Override
    public EngineReply translate(EngineRequest request) {
      return OneAtATime.answered(request);
    }
  }
}
