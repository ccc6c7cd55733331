package org.translationjobs.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker();

  @Test
  void unavailableServerIsParkedAfterTheThirdFailureInARow() {
    assertThat(fail(FailureKind.UNAVAILABLE, 0)).isEmpty();
    assertThat(fail(FailureKind.UNAVAILABLE, 0)).isEmpty();
    assertThat(fail(FailureKind.UNAVAILABLE, 0)).isPresent();
    assertThat(breaker.tryEnter(seconds(0))).isFalse();
    assertThat(breaker.capacity(seconds(0))).isZero();
  }

  @Test
  void successInBetweenForgetsTheFailures() {
    fail(FailureKind.UNAVAILABLE, 0);
    fail(FailureKind.UNAVAILABLE, 0);
    assertThat(breaker.succeeded()).isFalse();
    assertThat(fail(FailureKind.UNAVAILABLE, 0)).isEmpty();
  }

  @Test
  void wrongKeyIsParkedAtOnce() {
    assertThat(fail(FailureKind.UNAUTHORIZED, 0)).isPresent();
  }

  @Test
  void retryAfterIsObeyed() {
    var parked = breaker.failed(
        FailureKind.RATE_LIMITED, "slow down", Optional.of(seconds(90)), seconds(0), 0);
    assertThat(parked).contains(new CircuitBreaker.Parked("slow down", seconds(90)));
    assertThat(breaker.tryEnter(seconds(89))).isFalse();
    assertThat(breaker.tryEnter(seconds(90))).isTrue();
  }

  @Test
  void oneProbeAtATimeReopensIt() {
    fail(FailureKind.UNAUTHORIZED, 0);
    assertThat(breaker.capacity(seconds(60))).isEqualTo(1);
    assertThat(breaker.tryEnter(seconds(60))).isTrue();
    assertThat(breaker.tryEnter(seconds(61))).isFalse();
    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.tryEnter(seconds(61))).isTrue();
    assertThat(breaker.capacity(seconds(61))).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void failedProbeParksItForLongerUpToALimit() {
    var longest = Duration.ZERO;
    var now = seconds(0);
    fail(FailureKind.UNAUTHORIZED, 0);
    for (var i = 0; i < 20; i++) {
      now = now.plus(Duration.ofMinutes(10));
      assertThat(breaker.tryEnter(now)).isTrue();
      longest = breaker
          .failed(FailureKind.UNAUTHORIZED, "key", Optional.empty(), now, 0.99)
          .orElseThrow()
          .left();
    }
    assertThat(longest).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @Test
  void probeThatWasGivenUpLetsTheNextOneIn() {
    fail(FailureKind.UNAUTHORIZED, 0);
    assertThat(breaker.tryEnter(seconds(60))).isTrue();
    breaker.abandoned(seconds(61));
    assertThat(breaker.tryEnter(seconds(61))).isTrue();
  }

  private Optional<CircuitBreaker.Parked> fail(FailureKind kind, int second) {
    return breaker.failed(kind, "down", Optional.empty(), seconds(second), 0);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
