package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.Usage;

class KeyRingTest {
  private static final EngineReply GOOD = new EngineReply.Translated(List.of(), Usage.ofCall());

  private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofSeconds(100));
  private final Map<String, EngineReply> replies = new HashMap<>();
  private final List<String> used = new ArrayList<>();

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
    assertThat(call(ring)).isEqualTo(Failure.of(FailureKind.RATE_LIMITED, "key 2 of 2: no"));
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
  void aServerWithoutKeysIsCalledWithNone() throws Exception {
    assertThat(call(ring())).isEqualTo(GOOD);
    assertThat(used).containsExactly("");
  }

  private static Failure failure(FailureKind kind, int seconds) {
    return new Failure(kind, "no", Optional.of(Duration.ofSeconds(seconds)));
  }

  private KeyRing ring(String... keys) {
    return new KeyRing(List.of(keys), now::get);
  }

  private EngineReply call(KeyRing ring) throws Exception {
    return ring.call(key -> {
      used.add(key);
      return replies.getOrDefault(key, GOOD);
    });
  }
}
