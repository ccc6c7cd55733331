package org.translationjobs.runtime.events;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Lets so many things be said in a while, and counts those that were not. Thread-safe. */
final class Burst {
  private final Supplier<Duration> clock;
  private final Duration every;
  private final int most;
  private Duration began;
  private int said;
  private long heldBack;

  Burst(Supplier<Duration> clock, Duration every, int most) {
    this.clock = clock;
    this.every = every;
    this.most = most;
    this.began = clock.get();
  }

  /** Empty when this one is not to be said, else how many were held back before it. */
  synchronized OptionalLong next() {
    var now = clock.get();
    if (now.minus(began).compareTo(every) >= 0) {
      began = now;
      said = 0;
    }
    if (said == most) {
      heldBack++;
      return OptionalLong.empty();
    }
    said++;
    var before = heldBack;
    heldBack = 0;
    return OptionalLong.of(before);
  }
}
