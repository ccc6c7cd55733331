package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.Usage;

class KeyRingTest {
  private static final EngineReply GOOD = new EngineReply.Translated(List.of(), Usage.ofCall());

  private static final RateLimit.Call SIZE = RateLimit.Call.ofOneRequest();
  /** One request in ten seconds. */
  private static final RateLimit SIX = new RateLimit(OptionalInt.of(6), OptionalInt.empty());

  private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofSeconds(100));
  private final Map<String, EngineReply> replies = new HashMap<>();
  private final List<String> used = new ArrayList<>();
  private final List<Duration> slept = new ArrayList<>();
  private Runnable whileAsleep = () -> {
  };

  @Test
  void theFirstKeyIsUsedAsLongAsItWorks() throws Exception {
    var ring = ring("a", "b");
    assertThat(call(ring)).isEqualTo(GOOD);
    assertThat(call(ring)).isEqualTo(GOOD);
    assertThat(used).containsExactly("a", "a");
    assertThat(ring.free()).contains("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTA_EXHAUSTED", "UNAUTHORIZED"})
  void aKeyThatIsOfNoUseIsParkedAndTheNextOneTaken(FailureKind kind) throws Exception {
    var ring = ring("a", "b");
    replies.put("a", Failure.of(kind, "no"));
    assertThat(call(ring)).isEqualTo(GOOD);
    assertThat(call(ring)).isEqualTo(GOOD);
    assertThat(used).containsExactly("a", "b", "b");
    assertThat(ring.free()).contains("b");
  }

  @Test
  void aParkedKeyComesBackInTime() throws Exception {
    var ring = ring("a", "b");
    replies.put("a", Failure.of(FailureKind.QUOTA_EXHAUSTED, "no"));
    call(ring);
    now.set(now.get().plus(KeyRing.PARKED));
    replies.remove("a");
    call(ring);
    assertThat(used).containsExactly("a", "b", "a");
  }

  @Test
  void withAllParkedTheSoonestIsToldAndNobodyIsAsked() throws Exception {
    var ring = ring("a", "b");
    replies.put("a", failure(FailureKind.QUOTA_EXHAUSTED, 90));
    replies.put("b", failure(FailureKind.UNAUTHORIZED, 40));
    assertThat(call(ring)).isEqualTo(
        new Failure(
            FailureKind.UNAUTHORIZED, "key 2 of 2: no", Optional.of(Duration.ofSeconds(40))));
    now.set(now.get().plusSeconds(15));
    assertThat(call(ring)).isEqualTo(
        new Failure(
            FailureKind.UNAUTHORIZED, "key 2 of 2: no", Optional.of(Duration.ofSeconds(25))));
    assertThat(used).containsExactly("a", "b");
    assertThat(ring.free()).isEmpty();
  }

  @Test
  void aKeyThatHasToWaitIsNotUsedBeforeItsTime() throws Exception {
    var ring = ring("a");
    replies.put("a", failure(FailureKind.RATE_LIMITED, 2));
    assertThat(call(ring)).isEqualTo(failure(FailureKind.RATE_LIMITED, 2));
    now.set(now.get().plusMillis(1_500));
    assertThat(call(ring)).isEqualTo(
        new Failure(FailureKind.RATE_LIMITED, "no", Optional.of(Duration.ofMillis(500))));
    assertThat(used).containsExactly("a");
    now.set(now.get().plusMillis(500));
    replies.remove("a");
    assertThat(call(ring)).isEqualTo(GOOD);
  }

  @Test
  void tooManyRequestsWithoutATimeParksNothing() throws Exception {
    var ring = ring("a", "b");
    replies.put("a", Failure.of(FailureKind.RATE_LIMITED, "no"));
    assertThat(call(ring)).isEqualTo(GOOD);
    replies.put("b", Failure.of(FailureKind.RATE_LIMITED, "no"));
    assertThat(call(ring)).isEqualTo(Failure.of(FailureKind.RATE_LIMITED, "key 1 of 2: no"));
    assertThat(used).containsExactly("a", "b", "a", "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "BAD_REPLY", "REFUSED_CONTENT", "TRUNCATED", "BAD_REQUEST"})
  void whatIsNotTheKeysFaultChangesNoKey(FailureKind kind) throws Exception {
    var ring = ring("a", "b");
    replies.put("a", Failure.of(kind, "no"));
    assertThat(call(ring)).isEqualTo(Failure.of(kind, "no"));
    assertThat(used).containsExactly("a");
  }

  @Test
  void aKeyAtItsRateLimitIsPassedOverAndWithAllAtTheirsTheFirstTurnIsWaitedFor()
      throws Exception {
    var ring = ring(new LocalRateLimits(now::get, () -> 1), SIX, "a", "b");
    call(ring);
    now.set(now.get().plusSeconds(4));
    call(ring);
    assertThat(slept).isEmpty();
    assertThat(call(ring)).isEqualTo(GOOD);
    assertThat(slept).containsExactly(Duration.ofSeconds(6));
    assertThat(used).containsExactly("a", "b", "a");
  }

  @Test
  void nobodyWaitsForATurnThatTakesMoreThanHalfOfTheTime() throws Exception {
    var ring = ring(new LocalRateLimits(now::get, () -> 10), SIX, "a");
    call(ring);
    var reply = call(ring);
    assertThat(reply).isInstanceOfSatisfying(Failure.class, failure -> {
      assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(failure.retryAfter()).contains(Duration.ofSeconds(100));
      assertThat(failure.message()).isEqualTo("its rate limit is used up for 100 s");
    });
    assertThat(slept).isEmpty();
    assertThat(used).containsExactly("a");
    now.set(now.get().plusSeconds(100));
    assertThat(call(ring)).isEqualTo(GOOD);
  }

  @Test
  void whoWaitsForItsTurnHeedsWhatTheKeyIsToldMeanwhile() throws Exception {
    var limits = new LocalRateLimits(now::get, () -> 1);
    var one = ring(limits, SIX, "a");
    var other = ring(limits, RateLimit.NONE, "a");
    call(one);
    replies.put("a", failure(FailureKind.RATE_LIMITED, 30));
    whileAsleep = () -> assertThatNoException().isThrownBy(() -> call(other));
    assertThat(call(one)).isEqualTo(failure(FailureKind.RATE_LIMITED, 20));
    assertThat(used).containsExactly("a", "a");
  }

  @Test
  void aFurtherRequestOfACallWaitsForItsTurn() throws Exception {
    var ring = ring(new LocalRateLimits(now::get, () -> 1), SIX, "a");
    ring.call(SIZE, Deadline.in(Duration.ofMinutes(2)), (key, turns) -> {
      assertThat(turns.await(SIZE, Deadline.in(Duration.ofMinutes(2)))).isEmpty();
      return GOOD;
    });
    assertThat(slept).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void aFurtherRequestThatCannotWaitEndsTheCallAndParksNothing() throws Exception {
    var limits = new LocalRateLimits(now::get, () -> 10);
    var ring = ring(limits, SIX, "a");
    var reply = ring.call(SIZE, Deadline.in(Duration.ofMinutes(2)), (key, turns) -> {
      return turns.await(SIZE, Deadline.in(Duration.ofMinutes(2))).orElseThrow();
    });
    assertThat(reply).isInstanceOf(Failure.class);
    assertThat(limits.paused(KeyId.of("http://server", "a"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTA_EXHAUSTED", "RATE_LIMITED"})
  void waitsAndSpentQuotasAreKnownToAllWhoShareTheLimits(FailureKind kind) throws Exception {
    var limits = new LocalRateLimits(now::get, () -> 1);
    replies.put("a", failure(kind, 20));
    call(ring(limits, RateLimit.NONE, "a"));
    assertThat(call(ring(limits, RateLimit.NONE, "a"))).isEqualTo(failure(kind, 20));
    assertThat(call(ring(limits, RateLimit.NONE, "a", "b"))).isEqualTo(GOOD);
    assertThat(used).containsExactly("a", "b");
  }

  @Test
  void aRefusedKeyIsRefusedHereAlone() throws Exception {
    var limits = new LocalRateLimits(now::get, () -> 1);
    replies.put("a", failure(FailureKind.UNAUTHORIZED, 20));
    var ring = ring(limits, RateLimit.NONE, "a");
    call(ring);
    call(ring);
    assertThat(used).containsExactly("a");
    call(ring(limits, RateLimit.NONE, "a"));
    assertThat(used).containsExactly("a", "a");
  }

  @Test
  void aServerWithoutKeysIsCalledWithNone() throws Exception {
    assertThat(call(ring())).isEqualTo(GOOD);
    assertThat(used).containsExactly("");
  }

  private static Failure failure(FailureKind kind, int seconds) {
    return new Failure(kind, "no", Optional.of(Duration.ofSeconds(seconds)));
  }

  private KeyRing ring(String... keys) {
    return ring(new LocalRateLimits(now::get, () -> 1), RateLimit.NONE, keys);
  }

  private EngineReply call(KeyRing ring) throws Exception {
    return ring.call(SIZE, Deadline.in(Duration.ofMinutes(2)), (key, turns) -> {
      used.add(key);
      return replies.getOrDefault(key, GOOD);
    });
  }

  private KeyRing ring(RateLimits limits, RateLimit limit, String... keys) {
    var tasks = new TestLimits.Sleeper(now::get, time -> {
      slept.add(time);
      whileAsleep.run();
      now.set(now.get().plus(time));
    });
    return new KeyRing("http://server", List.of(keys), new KeyLimits(limit, limits, tasks));
  }
}
