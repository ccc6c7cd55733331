package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that others can push. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final InstantSource base;
  private volatile Duration ahead = Duration.ZERO;

  private SettableClock(InstantSource base) {
    this.base = base;
  }

  /** Moves only when it is told to; begins at a fixed instant. */
  public static SettableClock stopped() {
    return over(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** Moves with another clock. */
  public static SettableClock over(InstantSource base) {
    return new SettableClock(base);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead);
  }

  /** Pushes the clock; backwards when negative. */
  public synchronized void advance(Duration time) {
    ahead = ahead.plus(time);
  }

  public synchronized void set(Instant now) {
    ahead = Duration.between(base.instant(), now);
  }
}
