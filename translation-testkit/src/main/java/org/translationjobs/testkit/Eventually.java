package org.translationjobs.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for a condition instead of sleeping for luck. Thread-safe. */
public final class Eventually {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  /** Waits for at most two minutes: a busy machine is no failure. */
  public static void until(String what, Callable<Boolean> condition) {
    until(what, Duration.ofMinutes(2), condition);
  }

  /**
   * Asks again and again until the condition holds; an exception counts as "not yet".
   *
   * @throws AssertionError
   *           naming what was waited for, with the last exception, when the time is over
   */
  public static void until(String what, Duration atMost, Callable<Boolean> condition) {
    var deadline = System.nanoTime() + atMost.toNanos();
    @Nullable
    Exception last = null;
    do {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted());
    throw new AssertionError("waited " + atMost.toMillis() + " ms in vain: " + what, last);
  }
}
