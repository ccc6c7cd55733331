package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.RateLimits.Admission;
import org.translationjobs.core.engine.RateLimits.Pause;
import org.translationjobs.core.engine.SharedRateLimits;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.RealTasks;

class RedisStandaloneRateLimitsTest extends RedisRateLimitsContract {
  private static final EmbeddedRedis REDIS = EmbeddedRedis.start();
  private static final KeyId KEY = KeyId.of("http://server", "key");
  private static final RateLimit.Call ONE = RateLimit.Call.ofOneRequest();
  private static final String NAME =
      "{translation_queue}:rate-limit:" + KEY;

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
    limits().ask(KEY, REQUESTS, new RateLimit.Call(2, 0), LONG);
    assertThat((Long) REDIS.call("PTTL", NAME)).isBetween(15_000L, 21_001L);
    limits().pause(
        KEY,
        new Pause(Duration.ofSeconds(40), FailureKind.RATE_LIMITED, "wait"));
    assertThat((Long) REDIS.call("PTTL", NAME)).isBetween(35_000L, 41_001L);
  }

  @Test
  void aKeyWithoutLimitsLeavesNothing() {
    REDIS.call("DEL", NAME);
    limits().ask(KEY, RateLimit.NONE, new RateLimit.Call(1, 9), LONG);
    assertThat(REDIS.call("EXISTS", NAME)).isEqualTo(0L);
  }

  @Test
  void whileRedisHangsCallsWaitBrieflyAndTheLocalShareHolds() {
    var tasks = new RealTasks();
    try (var redis = RedisAnnouncements.of(RedisSettings.of(REDIS.url()))) {
      // the first questions may find a connection that is still being made
      Eventually.until("Redis answers", () -> answers(redis.rateLimits()));
      var limits = new SharedRateLimits(
          redis.rateLimits(), new LocalRateLimits(tasks::now, () -> 4), tasks::now);
      REDIS.freeze();
      try {
        var began = System.nanoTime();
        assertThat(limits.ask(KEY, REQUESTS, ONE, LONG))
            .isEqualTo(new Admission.Granted(Duration.ZERO));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isBetween(RedisRateLimits.PATIENCE, RedisRateLimits.PATIENCE.multipliedBy(10));
        began = System.nanoTime();
        for (var i = 1; i <= 20; i++) {
          var turn = SPACING.multipliedBy(4L * i);
          assertThat(limits.ask(KEY, REQUESTS, ONE, LONG)).isInstanceOfSatisfying(
              Admission.Granted.class,
              granted -> assertThat(granted.delay()).isBetween(turn.minus(MEANWHILE), turn));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isLessThan(RedisRateLimits.PATIENCE.multipliedBy(10));
      } finally {
        REDIS.thaw();
      }
      Eventually.until("Redis answers again", () -> answers(redis.rateLimits()));
    }
  }

  private static boolean answers(RateLimits limits) {
    try {
      limits.paused(KEY);
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }
}
