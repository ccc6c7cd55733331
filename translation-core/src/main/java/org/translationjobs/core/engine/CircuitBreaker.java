package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether an engine, a key or a store may be used: closed while it works, open (parked) for a while
 * after failures of its own, then one probe at a time decides. Time and chance are arguments.
 *
 * <p>
 * Thread-safe.
 */
public final class CircuitBreaker {
  /** Failures in a row after which an unavailable server is parked. */
  static final int TOLERATED = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration SHORTEST_FOR_KEYS = Duration.ofSeconds(30);
  private static final Duration LONGEST_FOR_KEYS = Duration.ofMinutes(5);

  /** After so long without an answer a probe counts as lost and another may start. */
  private static final Duration PROBE_LOST_AFTER = Duration.ofMinutes(15);

  private State state = new Closed(0);

  private sealed interface State {}

  private record Closed(int failures) implements State {}

  private record Open(Duration until, int times, String reason) implements State {}

  private record Probing(Duration since, int times, String reason) implements State {}

  /**
   * Asks for one use.
   *
   * @return false while parked, or while another use probes
   */
  public synchronized boolean tryEnter(Duration now) {
    return switch (state) {
      case Closed closed -> true;
      case Open open when now.compareTo(open.until()) >= 0 -> {
        state = new Probing(now, open.times(), open.reason());
        yield true;
      }
      case Open open -> false;
      case Probing probing when now.minus(probing.since()).compareTo(PROBE_LOST_AFTER) > 0 -> {
        state = new Probing(now, probing.times(), probing.reason());
        yield true;
      }
      case Probing probing -> false;
    };
  }

  /** How many uses could begin now: all, one probe, or none. */
  public synchronized int capacity(Duration now) {
    return switch (state) {
      case Closed closed -> Integer.MAX_VALUE;
      case Open open -> now.compareTo(open.until()) >= 0 ? 1 : 0;
      case Probing probing -> now.minus(probing.since()).compareTo(PROBE_LOST_AFTER) > 0 ? 1 : 0;
    };
  }

  /** Why and for how much longer it is parked; empty when it is not. */
  public synchronized Optional<Parked> parked(Duration now) {
    return switch (state) {
      case Closed closed -> Optional.empty();
      case Open open -> Optional.of(new Parked(open.reason(), positive(open.until().minus(now))));
      case Probing probing -> Optional.of(new Parked(probing.reason(), SHORTEST));
    };
  }

  /** A use ended well; true when that ended a parking. */
  public synchronized boolean succeeded() {
    var wasParked = !(state instanceof Closed);
    state = new Closed(0);
    return wasParked;
  }

  /** A use was given up without telling anything about what was used. */
  public synchronized void abandoned(Duration now) {
    if (state instanceof Probing probing) {
      state = new Open(now, probing.times(), probing.reason());
    }
  }

  /**
   * A use failed by the failure of what was used.
   *
   * @param random
   *          a fraction in [0, 1) for the jitter
   * @return the parking, when this failure began or prolonged one
   */
  public synchronized Optional<Parked> failed(
      FailureKind kind, String reason, Optional<Duration> retryAfter, Duration now, double random) {
    var times = switch (state) {
      case Closed closed -> {
        var failures = closed.failures() + 1;
        if (kind == FailureKind.UNAVAILABLE && failures < TOLERATED && retryAfter.isEmpty()) {
          state = new Closed(failures);
          yield 0;
        }
        yield 1;
      }
      case Open open -> open.times();
      case Probing probing -> probing.times() + 1;
    };
    if (times == 0) {
      return Optional.empty();
    }
    var wait = retryAfter.orElseGet(() -> backoff(kind, times, random));
    var until = now.plus(wait);
    if (state instanceof Open open && open.until().compareTo(until) > 0) {
      until = open.until();
    }
    state = new Open(until, times, reason);
    return Optional.of(new Parked(reason, until.minus(now)));
  }

  private static Duration backoff(FailureKind kind, int times, double random) {
    var forKeys = kind == FailureKind.UNAUTHORIZED || kind == FailureKind.QUOTA_EXHAUSTED;
    var shortest = forKeys ? SHORTEST_FOR_KEYS : SHORTEST;
    var longest = forKeys ? LONGEST_FOR_KEYS : LONGEST;
    var exponential = shortest.multipliedBy(1L << Math.min(times - 1, 16));
    var most = exponential.compareTo(longest) < 0 ? exponential : longest;
    return Duration.ofNanos((long) (most.toNanos() * (0.75 + random / 4)));
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** A parking. */
  public record Parked(String reason, Duration left) {}
}
