package org.translationjobs.cli.render;

import java.time.Duration;

/** Times for people, two units at most: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
public final class Durations {
  private Durations() {}

  public static String text(Duration duration) {
    var time = duration.isNegative() ? Duration.ZERO : duration;
    if (time.toMillis() < 9_950) {
      return String.format(java.util.Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    var seconds = time.plusMillis(500).toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + two(seconds % 60) + " s";
    }
    var minutes = seconds / 60;
    if (minutes < 24 * 60) {
      return minutes / 60 + " h " + two(minutes % 60) + " min";
    }
    return minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : "" + number;
  }
}
