package org.translationjobs.benchmarks.yardstick;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts tasks as they run, which takes nothing from those who are measured. Thread-safe. */
final class Countdown {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final CountDownLatch left;

  Countdown(int tasks) {
    left = new CountDownLatch(tasks);
  }

  /** One ran. */
  void ran() {
    left.countDown();
  }

  /** Waits until all have run. */
  void await() throws InterruptedException {
    if (!left.await(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(left.getCount() + " tasks did not run in " + LONGEST);
    }
  }
}
