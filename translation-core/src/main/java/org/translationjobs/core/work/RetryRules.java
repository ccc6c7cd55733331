package org.translationjobs.core.work;

import java.time.Duration;

/**
 * What a subtask's own failure leads to.
 *
 * @param maxAttempts
 *          the attempts after which it is FAILED, at least 1
 * @param base
 *          longest wait before the second attempt; doubles with each further one
 * @param cap
 *          longest wait of all
 */
public record RetryRules(int maxAttempts, Duration base, Duration cap) {
  public RetryRules {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, got " + maxAttempts);
    }
  }

  /**
   * @param random
   *          a fraction in [0, 1) for the jitter
   */
  public Release afterFailure(Claim claim, String reason, boolean permanent, double random) {
    var attempt = claim.item().counts().attempts() + 1;
    if (permanent) {
      return new Release.Fail(claim.id(), claim.item(), reason);
    }
    return attempt >= maxAttempts
        ? new Release.Fail(claim.id(), claim.item(), reason + " (attempt " + attempt + " of "
            + maxAttempts + ")")
        : new Release.Retry(claim.id(), claim.item(), delay(attempt, random), reason);
  }

  /** Exponential with equal jitter: between half and all of {@code min(cap, base × 2^(attempt-1))}. */
  Duration delay(int attempt, double random) {
    var exponential = base.multipliedBy(1L << Math.min(attempt - 1, 20));
    var longest = exponential.compareTo(cap) < 0 ? exponential : cap;
    return Duration.ofNanos((long) (longest.toNanos() * (0.5 + random / 2)));
  }
}
