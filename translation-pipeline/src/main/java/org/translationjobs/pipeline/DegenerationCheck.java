package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * No loops, which language models fall into: one group of characters again and again, or one long
 * sentence many times more often than in the source.
 */
final class DegenerationCheck implements Check {
  /** The longest group of characters that is looked for. */
  private static final int LONGEST = 40;

  private static final int MIN_LENGTH = 50;
  private static final int MIN_TIMES = 8;

  /** A source may have such a run as well, such as a row of dots. */
  private static final int MORE_THAN_SOURCE = 3;

  private static final int LONG_SENTENCE = 12;
  private static final int SENTENCES = 10;
  private static final String ENDS = ".!?…。！？\n";
  private static final Pattern SENTENCE = Pattern.compile("[^" + ENDS + "]+");

  @Override
  public String name() {
    return "degeneration";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var target = Markers.strip(candidate.target());
    if (target.length() < MIN_LENGTH) {
      return PASSED;
    }
    var source = Markers.strip(candidate.source());
    for (var period = 1; period <= Math.min(LONGEST, target.length() / 2); period++) {
      if (hasRun(target, period, Math.max(MIN_LENGTH, MIN_TIMES * period))
          && longestRun(target, period) > MORE_THAN_SOURCE * longestRun(source)) {
        return new Verdict.Refused("the same " + period + " characters again and again");
      }
    }
    if (Counts.ofAny(ENDS, target) < SENTENCES - 1) {
      return PASSED;
    }
    var most = mostRepeated(target);
    return most >= SENTENCES && most >= mostRepeated(source) + SENTENCES
        ? new Verdict.Refused("one sentence again and again")
        : PASSED;
  }

  /**
   * Whether a part of at least that length is one group of so many characters again and again. Looks at
   * the last character where such a part could end, and goes on behind the first that differs.
   */
  private static boolean hasRun(String text, int period, int length) {
    var needed = length - period;
    var end = length - 1;
    while (end < text.length()) {
      var at = end;
      while (at > end - needed && text.charAt(at) == text.charAt(at - period)) {
        at--;
      }
      if (at == end - needed) {
        return true;
      }
      end = at + needed;
    }
    return false;
  }

  private static int longestRun(String source) {
    var longest = 0;
    for (var period = 1; period <= Math.min(LONGEST, source.length() / 2); period++) {
      longest = Math.max(longest, longestRun(source, period));
    }
    return longest;
  }

  /** Length of the longest part that is one group of so many characters again and again. */
  private static int longestRun(String text, int period) {
    var longest = 0;
    var run = 0;
    for (var i = period; i < text.length(); i++) {
      run = text.charAt(i) == text.charAt(i - period) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest < period ? 0 : longest + period;
  }

  private static int mostRepeated(String text) {
    var counts = new HashMap<String, Integer>();
    var most = 0;
    var sentences = SENTENCE.matcher(text);
    while (sentences.find()) {
      var sentence = sentences.group().strip().toLowerCase(Locale.ROOT);
      if (sentence.length() >= LONG_SENTENCE) {
        most = Math.max(most, counts.merge(sentence, 1, Integer::sum));
      }
    }
    return most;
  }
}
