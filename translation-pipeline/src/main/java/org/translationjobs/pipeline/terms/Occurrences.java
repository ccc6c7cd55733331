package org.translationjobs.pipeline.terms;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often terms stand in texts exactly as they are written: as whole words, in scripts without
 * spaces anywhere. For one thread.
 */
public final class Occurrences {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  public Occurrences(Collection<String> terms) {
    terms.forEach(term -> counts.put(term, 0));
  }

  /** Takes one more segment. */
  public void add(String segment) {
    counts.replaceAll((term, count) -> count + in(segment, term));
  }

  /** 0 for a term that was not given. */
  public int of(String term) {
    return counts.getOrDefault(term, 0);
  }

  static int in(String text, String term) {
    var count = 0;
    for (var at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length())) {
      var end = at + term.length();
      var isStart = at == 0 || !areOneWord(text.codePointBefore(at), text.codePointAt(at));
      var isEnd = end == text.length()
          || !areOneWord(text.codePointBefore(end), text.codePointAt(end));
      count += isStart && isEnd ? 1 : 0;
    }
    return count;
  }

  private static boolean areOneWord(int one, int next) {
    return isInWord(one) && isInWord(next);
  }

  private static boolean isInWord(int c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
      default -> Character.isLetterOrDigit(c) || Character.getType(c)
          == Character.NON_SPACING_MARK;
    };
  }
}
