package org.translationjobs.core.worker;

import java.time.Duration;

/** How many subtasks this worker finishes in a second, and how long one takes, smoothed. Thread-safe. */
final class Throughput {
  private static final Duration WINDOW = Duration.ofMillis(250);
  /** What is left of what was known after each window. */
  private static final double WEIGHT_OF_OLD = 0.5;
  /** Of many, each of which says little. */
  private static final double WEIGHT_OF_ONE = 0.1;
  private static final double QUICK_SECONDS = 0.1;
  private static final int MOST_QUICK_AHEAD = 512;
  private static final int FEWEST_AHEAD = 16;
  /** For so long quick subtasks are claimed ahead before it is known how many are finished in a second. */
  private static final double FORESEEN_SECONDS = 0.25;
  /** Of what was just finished: what follows may take longer. */
  private static final int LIKE_THOSE = 2;

  private Duration windowBegan;
  private int inWindow;
  private int inWindowBefore;
  private double perSecond;
  /** Unknown before the first has ended. */
  private double seconds = Double.NaN;

  Throughput(Duration now) {
    this.windowBegan = now;
  }

  /**
   * @param took
   *          from its beginning until its result was staged
   */
  synchronized void finished(Duration now, Duration took) {
    var newest = took.toNanos() / 1e9;
    seconds = Double.isNaN(seconds) ? newest : seconds + WEIGHT_OF_ONE * (newest - seconds);
    inWindow++;
    roll(now);
  }

  /** Whether one usually takes no longer than a tenth of a second; false while that is not known. */
  synchronized boolean isQuick() {
    return seconds <= QUICK_SECONDS;
  }

  /**
   * How many subtasks may wait for a slot: at most what is consumed within a second, as far as that is known. Quick
   * ones at most 512; at a job's begin as many as the slots can take in a quarter of a second, and twice what has just
   * been finished, so that few claims are small and those that follow may be slow. Where one takes its time, no more
   * than there are slots, or 16: that is enough when all of them come free at once, and when a job comes to its end,
   * other workers cannot take what waits here.
   */
  synchronized int ahead(Duration now, int slots) {
    var known = perSecond(now);
    if (!isQuick()) {
      return (int) Math.min(Math.max(FEWEST_AHEAD, slots), known);
    }
    var foreseen = Math.min(FORESEEN_SECONDS * slots / seconds, LIKE_THOSE * lately());
    return (int) Math.min(MOST_QUICK_AHEAD, Math.max(foreseen, known));
  }

  private int lately() {
    return inWindow + inWindowBefore;
  }

  synchronized double perSecond(Duration now) {
    roll(now);
    return perSecond;
  }

  private void roll(Duration now) {
    var passed = now.minus(windowBegan);
    if (passed.compareTo(WINDOW) >= 0) {
      var newest = inWindow / (passed.toNanos() / 1e9);
      var old = Math.pow(WEIGHT_OF_OLD, (double) passed.toNanos() / WINDOW.toNanos());
      perSecond = (1 - old) * newest + old * perSecond;
      windowBegan = now;
      inWindowBefore = passed.compareTo(WINDOW.multipliedBy(2)) < 0 ? inWindow : 0;
      inWindow = 0;
    }
  }
}
