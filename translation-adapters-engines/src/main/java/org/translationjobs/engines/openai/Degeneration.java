package org.translationjobs.engines.openai;

import java.util.Arrays;

/**
 * Notices while an answer comes in that the model only repeats itself: one character, or up to 24,
 * over and over. Used by one thread.
 */
final class Degeneration {
  /** So often in a row no text repeats itself, unless its source does. */
  static final int REPEATS = 50;

  private static final int LONGEST_UNIT = 24;

  private final int limit;
  private final Runs runs = new Runs();

  /** @param source that the answer translates: twice its own longest repetition is allowed */
  Degeneration(CharSequence source) {
    var known = new Runs();
    limit = Math.max(REPEATS, 2 * known.longest(source));
  }

  /** Whether the answer, with this next part, has gone wrong. */
  boolean isReachedBy(CharSequence next) {
    return runs.longest(next) >= limit;
  }

  /** How often units of up to 24 characters follow upon themselves. */
  private static final class Runs {
    private final char[] last = new char[LONGEST_UNIT];
    private final int[] same = new int[LONGEST_UNIT];
    private int seen;

    Runs() {
      Arrays.fill(last, '\0');
    }

    /** The most repetitions reached within this part. */
    int longest(CharSequence part) {
      var longest = 0;
      for (var i = 0; i < part.length(); i++) {
        longest = Math.max(longest, next(part.charAt(i)));
      }
      return longest;
    }

    private int next(char c) {
      var longest = 1;
      for (var unit = 1; unit <= LONGEST_UNIT; unit++) {
        var isSame = seen >= unit && last[(seen - unit) % LONGEST_UNIT] == c;
        same[unit - 1] = isSame ? same[unit - 1] + 1 : 0;
        longest = Math.max(longest, same[unit - 1] / unit + 1);
      }
      last[seen % LONGEST_UNIT] = c;
      seen++;
      return longest;
    }
  }
}
