package org.translationjobs.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.RateLimits.Admission;
import org.translationjobs.core.engine.RateLimits.Pause;

class SharedRateLimitsTest {
  private static final KeyId KEY = KeyId.of("http://server", "secret");
  /** One in a second. */
  private static final RateLimit LIMIT = new RateLimit(OptionalInt.of(60), OptionalInt.empty());
  private static final RateLimit.Call CALL = RateLimit.Call.ofOneRequest();
  private static final Duration LONG = Duration.ofHours(1);

  private Duration now = Duration.ofSeconds(100);
  private final Server server = new Server();
  private final RateLimits one = limits();
  private final RateLimits other = limits();

  /** What all share, as long as it is there. */
  private final class Server implements RateLimits {
    private final RateLimits limits = new LocalRateLimits(() -> now, () -> 1);
    private boolean isAway;
    private int questions;

    private RateLimits reached() {
      questions++;
      if (isAway) {
        throw new UnavailableException("Redis", "away", null);
      }
      return limits;
    }

    @Override
    public Admission ask(KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost) {
      return reached().ask(key, limit, call, atMost);
    }

    @Override
    public void pause(KeyId key, Pause pause) {
      reached().pause(key, pause);
    }

    @Override
    public Optional<Pause> paused(KeyId key) {
      return reached().paused(key);
    }
  }

  @Test
  void theLimitIsOneForAll() {
    assertThat(delay(one)).isZero();
    assertThat(delay(other)).isEqualTo(Duration.ofSeconds(1));
    assertThat(delay(one)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whileItIsAwayEachTakesItsShareAndItIsAskedOnceInAWhile() {
    server.isAway = true;
    assertThat(delay(one)).isZero();
    assertThat(delay(one)).isEqualTo(Duration.ofSeconds(4));
    assertThat(delay(one)).isEqualTo(Duration.ofSeconds(8));
    assertThat(one.paused(KEY)).isEmpty();
    assertThat(server.questions).isEqualTo(1);
    now = now.plus(SharedRateLimits.AWAY);
    delay(one);
    assertThat(server.questions).isEqualTo(2);
  }

  @Test
  void whenItGoesAwayWhatItGrantedIsCounted() {
    for (var i = 0; i < 5; i++) {
      assertThat(delay(one)).isEqualTo(Duration.ofSeconds(i));
    }
    server.isAway = true;
    assertThat(delay(one)).isEqualTo(Duration.ofSeconds(5));
    assertThat(delay(one)).isEqualTo(Duration.ofSeconds(9));
    assertThat(delay(other)).isZero();
  }

  @Test
  void whenItGoesAwayTokensThatItGrantedAreCounted() {
    var tokens = new RateLimit(OptionalInt.empty(), OptionalInt.of(60));
    var call = new RateLimit.Call(1, 10);
    one.ask(KEY, tokens, call, LONG);
    server.isAway = true;
    assertThat(one.ask(KEY, tokens, call, LONG))
        .isEqualTo(new Admission.Granted(Duration.ofSeconds(10)));
    assertThat(delay(one)).isZero();
  }

  @Test
  void whenItIsBackItDecidesAgain() {
    server.isAway = true;
    delay(one);
    server.isAway = false;
    now = now.plus(SharedRateLimits.AWAY);
    assertThat(delay(one)).isZero();
    assertThat(delay(other)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aPauseIsToldToAll() {
    one.pause(KEY, pause(30));
    assertThat(other.paused(KEY)).contains(pause(30));
    assertThat(other.ask(KEY, LIMIT, CALL, LONG)).isEqualTo(new Admission.Paused(pause(30)));
  }

  @Test
  void aPauseIsToldEvenToWhatWasAwayAMomentAgo() {
    server.isAway = true;
    delay(one);
    server.isAway = false;
    one.pause(KEY, pause(30));
    assertThat(other.paused(KEY)).contains(pause(30));
  }

  @Test
  void aPauseThatNobodyElseCouldBeToldHoldsHere() {
    server.isAway = true;
    one.pause(KEY, pause(30));
    server.isAway = false;
    now = now.plusSeconds(10);
    assertThat(one.ask(KEY, LIMIT, CALL, LONG)).isEqualTo(new Admission.Paused(pause(20)));
    assertThat(one.paused(KEY)).contains(pause(20));
    assertThat(other.paused(KEY)).isEmpty();
  }

  @Test
  void aPauseThatAnotherToldIsRememberedWhenItGoesAway() {
    one.pause(KEY, pause(30));
    other.ask(KEY, LIMIT, CALL, LONG);
    server.isAway = true;
    assertThat(other.ask(KEY, LIMIT, CALL, LONG)).isEqualTo(new Admission.Paused(pause(30)));
    assertThat(other.paused(KEY)).contains(pause(30));
  }

  @Test
  void aKeyIsNamedWithoutTellingIt() {
    assertThat(KEY.toString()).matches("[0-9a-f]{32}").doesNotContain("secret");
    assertThat(KeyId.of("http://server", "secret")).isEqualTo(KEY);
    assertThat(KeyId.of("http://server", "secret2")).isNotEqualTo(KEY);
    assertThat(KeyId.of("http://server2", "secret")).isNotEqualTo(KEY);
  }

  private RateLimits limits() {
    return new SharedRateLimits(server, new LocalRateLimits(() -> now, () -> 4), () -> now);
  }

  private static Duration delay(RateLimits limits) {
    return limits.ask(KEY, LIMIT, CALL, LONG) instanceof Admission.Granted(var delay)
        ? delay
        : Duration.ofDays(1);
  }

  private static Pause pause(int seconds) {
    return new Pause(Duration.ofSeconds(seconds), FailureKind.RATE_LIMITED, "too many");
  }
}
