package org.translationjobs.testkit.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which keys a {@link FakeEngineServer} takes and what each may use. Any, until one is added. Thread-safe. */
public final class Keys {
  private final Map<String, Limit> limits = new HashMap<>();
  private final Map<String, Deque<Instant>> admitted = new HashMap<>();
  private final Map<String, Long> used = new HashMap<>();
  private final Map<String, Wait> waits = new HashMap<>();

  /**
   * What a key may use.
   *
   * @param requests
   *          in any window of time
   * @param quota
   *          tokens of a chat, characters elsewhere, in all
   */
  public record Limit(int requests, Duration window, long quota) {
    public static final Limit NONE = new Limit(Integer.MAX_VALUE, Duration.ofSeconds(1),
        Long.MAX_VALUE);
  }

  /** From now on only keys that were added are taken. */
  public synchronized Keys add(String key, Limit limit) {
    limits.put(key, limit);
    return this;
  }

  /** What a key has used, in the unit of its quota. */
  public synchronized long used(String key) {
    return used.getOrDefault(key, 0L);
  }

  synchronized long usedByAll() {
    return used.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether a key may be used now; where it may, that counts as a request. */
  synchronized Verdict admit(String key, Instant now) {
    if (limits.isEmpty()) {
      return new Verdict.Admitted();
    }
    var limit = limits.get(key);
    if (limit == null) {
      return new Verdict.Unknown();
    }
    if (used(key) >= limit.quota()) {
      return new Verdict.Exhausted();
    }
    var times = admitted.computeIfAbsent(key, k -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.peek().plus(limit.window()).isAfter(now)) {
      times.poll();
    }
    var oldest = times.peek();
    if (oldest != null && times.size() >= limit.requests()) {
      return new Verdict.TooMany(Duration.between(now, oldest.plus(limit.window())).plusMillis(1));
    }
    times.add(now);
    return new Verdict.Admitted();
  }

  synchronized void use(String key, long amount) {
    used.merge(key, amount, Long::sum);
  }

  /** The key was told to wait. */
  synchronized void toldToWait(String key, Instant now, Instant until) {
    if (until.isAfter(now)) {
      waits.merge(
          key, new Wait(now, until),
          (a, b) -> a.until().isAfter(now)
              ? new Wait(a.told(), a.until().isAfter(b.until()) ? a.until() : b.until())
              : b);
    }
  }

  synchronized Optional<ReceivedRequest.Early> early(String key, Instant now) {
    return Optional.ofNullable(waits.get(key))
        .filter(wait -> wait.until().isAfter(now))
        .map(
            wait -> new ReceivedRequest.Early(
                Duration.between(wait.told(), now), Duration.between(now, wait.until())));
  }

  private record Wait(Instant told, Instant until) {}

  /** What a request with a key gets. */
  sealed interface Verdict {
    record Admitted() implements Verdict {}

    record Unknown() implements Verdict {}

    record Exhausted() implements Verdict {}

    record TooMany(Duration pause) implements Verdict {}
  }
}
