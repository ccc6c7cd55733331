package org.translationjobs.engines;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps requests back after a server has had too many: one that bans who does not listen must not be
 * asked again too soon. Time is an argument, from any start. Thread-safe.
 */
final class Pace {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Duration closedUntil = Duration.ZERO;
  private int refusals;

  /** How long nothing may be sent; empty when it may. */
  synchronized Optional<Duration> left(Duration now) {
    return Optional.of(closedUntil.minus(now)).filter(Duration::isPositive);
  }

  /**
   * The server had too many requests.
   *
   * @param wanted
   *          the wait that it asked for; without one, a wait that doubles with each refusal in a row
   * @param sent
   *          when the refused request was sent: those sent together count once
   * @return how long nothing may be sent
   */
  synchronized Duration refused(Optional<Duration> wanted, Duration sent, Duration now) {
    if (sent.compareTo(closedUntil) >= 0 || refusals == 0) {
      refusals++;
    }
    var doubled = SHORTEST.multipliedBy(1L << Math.min(refusals - 1, 10));
    var wait = wanted.orElse(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    if (now.plus(wait).compareTo(closedUntil) > 0) {
      closedUntil = now.plus(wait);
    }
    return closedUntil.minus(now);
  }

  /** A request was answered that was sent after the last wait. */
  synchronized void succeeded(Duration sent) {
    if (sent.compareTo(closedUntil) >= 0) {
      refusals = 0;
    }
  }
}
