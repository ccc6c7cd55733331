package org.translationjobs.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.worker.Workers;

/**
 * How many workers live, as the database said a moment ago; while it does not answer, as it said last.
 * Thread-safe.
 */
final class LiveWorkers implements IntSupplier {
  static final Duration FRESH = Duration.ofSeconds(5);

  private final Workers workers;
  private final Supplier<Duration> now;
  private int last = 1;
  private Optional<Duration> asked = Optional.empty();

  /** @param now a monotonic reading */
  LiveWorkers(Workers workers, Supplier<Duration> now) {
    this.workers = workers;
    this.now = now;
  }

  /** @return at least 1 */
  @Override
  public synchronized int getAsInt() {
    var time = now.get();
    if (asked.filter(at -> time.minus(at).compareTo(FRESH) < 0).isEmpty()) {
      try {
        last = Math.max(1, workers.living().size());
      } catch (UnavailableException e) {
        // the last number is better than none
      }
      asked = Optional.of(now.get());
    }
    return last;
  }
}
