package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * When a key may be used, for all who share it: at its rate, and not before the time that its server
 * named. Thread-safe; every method is atomic. Those that are shared with other processes throw
 * {@link org.translationjobs.core.UnavailableException} when they cannot be reached within a fraction
 * of a second.
 */
public interface RateLimits {
  /**
   * Asks for one call, and reserves its time when it is granted; that is not given back.
   *
   * @param atMost
   *          how long the caller can wait
   */
  Admission ask(KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost);

  /**
   * From now on nobody uses the key for that long. An earlier pause that ends later stays. Idempotent.
   */
  void pause(KeyId key, Pause pause);

  /** Why the key must not be used now; who was granted a time later than now asks when it has come. */
  Optional<Pause> paused(KeyId key);

  /** Answer to {@link #ask}. */
  sealed interface Admission {
    /**
     * @param delay
     *          from now until the call may be made; zero for at once
     */
    record Granted(Duration delay) implements Admission {}

    /**
     * Nothing is reserved.
     *
     * @param delay
     *          how long the call would have to wait, more than the caller can
     */
    record Late(Duration delay) implements Admission {}

    /** Nothing is reserved. */
    record Paused(Pause pause) implements Admission {}
  }

  /**
   * A time in which a key is not used.
   *
   * @param left
   *          from now, positive
   * @param kind
   *          {@link FailureKind#RATE_LIMITED}, or why the key is parked
   * @param reason
   *          what its server said, without secrets
   */
  record Pause(Duration left, FailureKind kind, String reason) {}
}
