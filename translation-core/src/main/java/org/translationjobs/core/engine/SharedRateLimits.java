package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.translationjobs.core.UnavailableException;

/**
 * Rate limits shared with other processes, and those of this one while the shared ones are away: no
 * call fails or waits for long because of that, and the calls that were granted before are counted.
 * Never throws {@link UnavailableException}. Thread-safe.
 */
public final class SharedRateLimits implements RateLimits {
  /** For how long nobody asks again what did not answer. */
  static final Duration AWAY = Duration.ofSeconds(1);

  private final RateLimits shared;
  private final LocalRateLimits local;
  private final Supplier<Duration> now;
  private volatile Optional<Duration> awayUntil = Optional.empty();

  /**
   * @param local
   *          takes a worker's share of every limit
   * @param now
   *          a monotonic reading
   */
  public SharedRateLimits(RateLimits shared, LocalRateLimits local, Supplier<Duration> now) {
    this.shared = shared;
    this.local = local;
    this.now = now;
  }

  @Override
  public Admission ask(KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost) {
    // what the others could not be told holds here all the same
    var admission = local.paused(key)
        .<Admission>map(Admission.Paused::new)
        .or(() -> askShared(key, limit, call, atMost))
        .orElseGet(() -> local.ask(key, limit, call, atMost));
    if (admission instanceof Admission.Paused(var pause)) {
      local.pause(key, pause);
    }
    return admission;
  }

  private Optional<Admission> askShared(
      KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost) {
    var admission = fromShared(() -> shared.ask(key, limit, call, atMost));
    if (admission.isPresent() && admission.get() instanceof Admission.Granted(var delay)) {
      local.note(key, limit, call, delay);
    }
    return admission;
  }

  @Override
  public void pause(KeyId key, Pause pause) {
    local.pause(key, pause);
    try {
      shared.pause(key, pause); // even to what was away a moment ago: the others have to know it
    } catch (UnavailableException e) {
      noteAway();
    }
  }

  @Override
  public Optional<Pause> paused(KeyId key) {
    return local.paused(key).or(() -> fromShared(() -> shared.paused(key)).flatMap(p -> p));
  }

  private <T> Optional<T> fromShared(Supplier<T> question) {
    if (awayUntil.filter(until -> now.get().compareTo(until) < 0).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.get());
    } catch (UnavailableException e) {
      noteAway();
      return Optional.empty();
    }
  }

  private void noteAway() {
    awayUntil = Optional.of(now.get().plus(AWAY));
  }
}
