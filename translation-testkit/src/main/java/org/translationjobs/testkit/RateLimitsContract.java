package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.RateLimits.Admission;
import org.translationjobs.core.engine.RateLimits.Pause;

/** What every {@link RateLimits} must do, for a limit that one worker uses alone. */
public interface RateLimitsContract {
  /** One in ten seconds. */
  RateLimit REQUESTS = new RateLimit(OptionalInt.of(6), OptionalInt.empty());
  /** One in a second. */
  RateLimit TOKENS = new RateLimit(OptionalInt.empty(), OptionalInt.of(60));
  RateLimit BOTH = new RateLimit(OptionalInt.of(6), OptionalInt.of(60));
  Duration SPACING = Duration.ofSeconds(10);
  Duration SECOND = Duration.ofSeconds(1);
  Duration LONG = Duration.ofHours(1);
  /** What passes between two questions at most. */
  Duration MEANWHILE = Duration.ofSeconds(9);

  /** One instance, the same for the whole test. */
  RateLimits limits();

  /** Another instance that shares the limits, as in another process; may be the same. */
  RateLimits elsewhere();

  @Test
  default void withoutALimitEveryCallGoesAtOnce() {
    var key = aKey();
    for (var i = 0; i < 100; i++) {
      assertThat(limits().ask(key, RateLimit.NONE, call(1, 1_000_000), Duration.ZERO))
          .isEqualTo(new Admission.Granted(Duration.ZERO));
    }
  }

  @Test
  default void requestsAreSpreadEvenly() {
    var key = aKey();
    assertThat(granted(limits().ask(key, REQUESTS, call(1, 0), LONG))).isZero();
    for (var i = 1; i < 50; i++) {
      var limits = i % 2 == 0 ? limits() : elsewhere();
      assertThat(granted(limits.ask(key, REQUESTS, call(1, 0), LONG)))
          .isBetween(SPACING.multipliedBy(i).minus(MEANWHILE), SPACING.multipliedBy(i));
    }
  }

  @Test
  default void tokensKeepTheNextCallWaitingForTheirShareOfAMinute() {
    var key = aKey();
    assertThat(granted(limits().ask(key, TOKENS, call(1, 300), LONG))).isZero();
    assertThat(granted(elsewhere().ask(key, TOKENS, call(1, 50), LONG)))
        .isBetween(Duration.ofMinutes(5).minus(MEANWHILE), Duration.ofMinutes(5));
    assertThat(granted(limits().ask(key, TOKENS, call(1, 1), LONG)))
        .isBetween(Duration.ofSeconds(350).minus(MEANWHILE), Duration.ofSeconds(350));
  }

  @Test
  default void theTighterLimitDecides() {
    var requests = aKey();
    limits().ask(requests, BOTH, call(1, 0), LONG);
    assertThat(granted(limits().ask(requests, BOTH, call(1, 0), LONG)))
        .isBetween(SPACING.minus(MEANWHILE), SPACING);
    var tokens = aKey();
    limits().ask(tokens, BOTH, call(1, 60), LONG);
    assertThat(granted(limits().ask(tokens, BOTH, call(1, 1), LONG)))
        .isBetween(SECOND.multipliedBy(60).minus(MEANWHILE), SECOND.multipliedBy(60));
  }

  @Test
  default void aCallLargerThanTheLimitGoesAndTheNextOneWaits() {
    var key = aKey();
    assertThat(granted(limits().ask(key, TOKENS, call(1, 6_000), Duration.ZERO))).isZero();
    assertThat(limits().ask(key, TOKENS, call(1, 1), SECOND.multipliedBy(60)))
        .isInstanceOf(Admission.Late.class);
  }

  @Test
  default void whoCannotWaitIsToldHowLongAndReservesNothing() {
    var key = aKey();
    limits().ask(key, REQUESTS, call(20, 0), LONG);
    for (var i = 0; i < 5; i++) {
      assertThat(elsewhere().ask(key, REQUESTS, call(1, 0), SECOND))
          .isInstanceOfSatisfying(
              Admission.Late.class,
              late -> assertThat(late.delay())
                  .isBetween(Duration.ofSeconds(200).minus(MEANWHILE), Duration.ofSeconds(200)));
    }
  }

  @Test
  default void everyKeyHasALimitOfItsOwn() {
    limits().ask(aKey(), REQUESTS, call(60, 0), LONG);
    assertThat(limits().ask(aKey(), REQUESTS, call(1, 0), Duration.ZERO))
        .isEqualTo(new Admission.Granted(Duration.ZERO));
  }

  @Test
  default void aPauseHoldsForAllUntilItIsOver() throws Exception {
    var key = aKey();
    assertThat(elsewhere().paused(key)).isEmpty();
    limits().pause(key, pause(Duration.ofSeconds(3), "too many"));
    for (var limits : List.of(limits(), elsewhere())) {
      assertPaused(limits.paused(key).orElseThrow(), Duration.ofSeconds(3), "too many");
      assertThat(limits.ask(key, REQUESTS, call(1, 0), LONG)).isInstanceOfSatisfying(
          Admission.Paused.class,
          paused -> assertPaused(paused.pause(), Duration.ofSeconds(3), "too many"));
    }
    Eventually.until("the pause is over", () -> elsewhere().paused(key).isEmpty());
    assertThat(granted(elsewhere().ask(key, REQUESTS, call(1, 0), Duration.ZERO))).isZero();
  }

  @Test
  default void ofTwoPausesTheOneThatEndsLaterStays() {
    var key = aKey();
    var quota = new Pause(Duration.ofMinutes(5), FailureKind.QUOTA_EXHAUSTED, "spent: ¥0\n\"");
    limits().pause(key, pause(SECOND, "first"));
    elsewhere().pause(key, quota);
    limits().pause(key, pause(SECOND, "last"));
    var left = limits().paused(key).orElseThrow();
    assertThat(left.kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    assertPaused(left, Duration.ofMinutes(5), "spent: ¥0\n\"");
  }

  @Test
  default void whoIsRefusedByAPauseReservesNothing() {
    var key = aKey();
    limits().pause(key, pause(Duration.ofMillis(100), "wait"));
    Admission admission;
    do {
      admission = limits().ask(key, REQUESTS, call(60, 0), LONG);
    } while (admission instanceof Admission.Paused);
    assertThat(granted(admission)).isZero();
  }

  @Test
  default void callsAtTheSameTimeGetTurnsOneAfterTheOther() throws Exception {
    var key = aKey();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = IntStream.range(0, 40)
          .<Callable<Duration>>mapToObj(
              i -> () -> granted(
                  (i % 2 == 0 ? limits() : elsewhere()).ask(key, REQUESTS, call(1, 0), LONG)))
          .toList();
      var waits = new ArrayList<Duration>();
      for (var done : threads.invokeAll(calls)) {
        waits.add(done.get());
      }
      waits.sort(Duration::compareTo);
      for (var i = 0; i < waits.size(); i++) {
        assertThat(waits.get(i))
            .isBetween(SPACING.multipliedBy(i).minus(MEANWHILE), SPACING.multipliedBy(i));
      }
    }
  }

  private static KeyId aKey() {
    return KeyId.of("http://server", UUID.randomUUID().toString());
  }

  private static RateLimit.Call call(int requests, long tokens) {
    return new RateLimit.Call(requests, tokens);
  }

  private static Pause pause(Duration time, String reason) {
    return new Pause(time, FailureKind.RATE_LIMITED, reason);
  }

  private static void assertPaused(Pause pause, Duration told, String reason) {
    assertThat(pause.left()).isPositive().isLessThanOrEqualTo(told);
    assertThat(pause.reason()).isEqualTo(reason);
  }

  private static Duration granted(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Granted.class);
    return ((Admission.Granted) admission).delay();
  }
}
