package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits.Admission;
import org.translationjobs.core.engine.RateLimits.Pause;
import org.translationjobs.core.engine.SharedRateLimits;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.RealTasks;

class RedisStandaloneRateLimitsTest extends RedisRateLimitsContract {
  private static final EmbeddedRedis REDIS = EmbeddedRedis.start();
  private static final String NAME =
      "{translation_queue}:rate-limit:" + RateLimitsUnderTest.KEY;

  RedisStandaloneRateLimitsTest() {
    super(REDIS.url());
  }

  @AfterAll
  static void stop() {
    REDIS.close();
  }

  @Test
  void whatIsKnownOfAKeyIsForgottenWhenItNoLongerMatters() {
    REDIS.call("DEL", NAME);
    limits().ask(RateLimitsUnderTest.KEY, REQUESTS, new RateLimit.Call(2, 0), LONG);
    assertThat((Long) REDIS.call("PTTL", NAME)).isBetween(2_000L, 3_001L);
    limits().pause(
        RateLimitsUnderTest.KEY,
        new Pause(Duration.ofSeconds(20), FailureKind.RATE_LIMITED, "wait"));
    assertThat((Long) REDIS.call("PTTL", NAME)).isBetween(20_000L, 21_001L);
  }

  @Test
  void aKeyWithoutLimitsLeavesNothing() {
    REDIS.call("DEL", NAME);
    limits().ask(RateLimitsUnderTest.KEY, RateLimit.NONE, new RateLimit.Call(1, 9), LONG);
    assertThat(REDIS.call("EXISTS", NAME)).isEqualTo(0L);
  }

  @Test
  void whileRedisHangsEachCallWaitsBrieflyAndTheLocalShareHolds() {
    var tasks = new RealTasks();
    var limits =
        new SharedRateLimits(limits(), new LocalRateLimits(tasks::now, () -> 4), tasks::now);
    var tenInASecond = new RateLimit(OptionalInt.of(600), OptionalInt.empty());
    REDIS.freeze();
    try {
      var began = System.nanoTime();
      var admission =
          limits.ask(RateLimitsUnderTest.KEY, tenInASecond, new RateLimit.Call(1, 0), LONG);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(190), Duration.ofMillis(900));
      assertThat(admission).isEqualTo(new Admission.Granted(Duration.ZERO));
      began = System.nanoTime();
      for (var i = 1; i <= 20; i++) {
        var next =
            limits.ask(RateLimitsUnderTest.KEY, tenInASecond, new RateLimit.Call(1, 0), LONG);
        var wait = ((Admission.Granted) next).delay();
        assertThat(wait).isBetween(
            Duration.ofMillis(400L * i - 399), Duration.ofMillis(400L * i));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(190));
    } finally {
      REDIS.thaw();
    }
    RateLimitsUnderTest.awaitConnection(limits());
  }
}
