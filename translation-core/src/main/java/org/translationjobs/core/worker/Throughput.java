package org.translationjobs.core.worker;

import java.time.Duration;

/** How many subtasks this worker finishes in a second, smoothed. Thread-safe. */
final class Throughput {
  private static final Duration WINDOW = Duration.ofMillis(250);
  private static final double WEIGHT_OF_NEWEST = 0.5;

  private Duration windowBegan;
  private int inWindow;
  private double perSecond;

  Throughput(Duration now) {
    this.windowBegan = now;
  }

  synchronized void finished(Duration now) {
    inWindow++;
    roll(now);
  }

  synchronized double perSecond(Duration now) {
    roll(now);
    return perSecond;
  }

  private void roll(Duration now) {
    var passed = now.minus(windowBegan);
    if (passed.compareTo(WINDOW) >= 0) {
      var newest = inWindow / (passed.toNanos() / 1e9);
      perSecond = WEIGHT_OF_NEWEST * newest + (1 - WEIGHT_OF_NEWEST) * perSecond;
      windowBegan = now;
      inWindow = 0;
    }
  }
}
