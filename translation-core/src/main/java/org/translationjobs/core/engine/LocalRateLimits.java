package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The rate limits of one process, which takes its share of them: the limit divided by the number of
 * workers. Thread-safe; asks for their number outside of its lock.
 */
public final class LocalRateLimits implements RateLimits {
  private final Supplier<Duration> now;
  private final IntSupplier workers;
  private final Map<KeyId, Use> uses = new HashMap<>();

  /**
   * @param now
   *          a monotonic reading
   * @param workers
   *          that use the keys; less than 1 counts as 1
   */
  public LocalRateLimits(Supplier<Duration> now, IntSupplier workers) {
    this.now = now;
    this.workers = workers;
  }

  /** From when on the next call may be made, and from when on the key may be used. */
  private static final class Use {
    private Duration requestsFrom;
    private Duration tokensFrom;
    private Optional<Until> pause = Optional.empty();

    private Use(Duration now) {
      requestsFrom = now;
      tokensFrom = now;
    }
  }

  private record Until(Duration time, Pause pause) {}

  @Override
  public Admission ask(KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost) {
    var sharers = limit.equals(RateLimit.NONE) ? 1 : Math.max(1, workers.getAsInt());
    return ask(key, limit.ofRequests(call, sharers), limit.ofTokens(call, sharers), atMost);
  }

  private synchronized Admission ask(
      KeyId key, Duration ofRequests, Duration ofTokens, Duration atMost) {
    var time = now.get();
    var use = use(key, time);
    var pause = paused(use, time);
    if (pause.isPresent()) {
      return new Admission.Paused(pause.get());
    }
    var at = time;
    at = ofRequests.isPositive() ? later(at, use.requestsFrom) : at;
    at = ofTokens.isPositive() ? later(at, use.tokensFrom) : at;
    var wait = at.minus(time);
    if (wait.compareTo(atMost) > 0) {
      return new Admission.Late(wait);
    }
    use.requestsFrom = ofRequests.isPositive() ? at.plus(ofRequests) : use.requestsFrom;
    use.tokensFrom = ofTokens.isPositive() ? at.plus(ofTokens) : use.tokensFrom;
    return new Admission.Granted(wait);
  }

  /**
   * Notes a call that was granted elsewhere: what is asked for from now on comes behind it. Atomic.
   *
   * @param delay
   *          from now until that call may be made
   */
  synchronized void note(KeyId key, RateLimit limit, RateLimit.Call call, Duration delay) {
    // whoever granted it kept the whole limit for all workers
    var ofRequests = limit.ofRequests(call, 1);
    var ofTokens = limit.ofTokens(call, 1);
    var time = now.get();
    var use = use(key, time);
    var at = time.plus(delay);
    if (ofRequests.isPositive()) {
      use.requestsFrom = later(use.requestsFrom, at.plus(ofRequests));
    }
    if (ofTokens.isPositive()) {
      use.tokensFrom = later(use.tokensFrom, at.plus(ofTokens));
    }
  }

  @Override
  public synchronized void pause(KeyId key, Pause pause) {
    var time = now.get();
    var use = use(key, time);
    var until = time.plus(pause.left());
    if (use.pause.isEmpty() || use.pause.get().time().compareTo(until) < 0) {
      use.pause = Optional.of(new Until(until, pause));
    }
  }

  @Override
  public synchronized Optional<Pause> paused(KeyId key) {
    var time = now.get();
    return paused(use(key, time), time);
  }

  private static Optional<Pause> paused(Use use, Duration time) {
    return use.pause.filter(until -> until.time().compareTo(time) > 0)
        .map(until -> new Pause(
            until.time().minus(time), until.pause().kind(), until.pause().reason()));
  }

  private Use use(KeyId key, Duration time) {
    return uses.computeIfAbsent(key, k -> new Use(time));
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
