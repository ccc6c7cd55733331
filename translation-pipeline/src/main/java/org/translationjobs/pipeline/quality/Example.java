package org.translationjobs.pipeline.quality;

import org.translationjobs.core.text.OneLine;
import org.translationjobs.pipeline.SegmentPair;

/**
 * A place in the translation, for people who look at it.
 *
 * @param segment
 *          called as in warnings; empty for a whole text
 * @param source
 *          the beginning of it, or what stands around a term; on one line
 * @param target
 *          the same of its translation; empty where there is no telling which one it is
 */
public record Example(TextName text, String segment, String source, String target) {
  private static final int LENGTH = 240;
  /** What is shown around a term. */
  private static final int WINDOW = 130;
  /** White space takes no more than this, as a rule. */
  private static final int LOOKED_AT = 2 * LENGTH;

  static Example of(TextName text, SegmentPair pair) {
    return new Example(text, pair.segment(), beginning(pair.source()), beginning(pair.target()));
  }

  /** With what stands around a term in the source, and about there in the translation. */
  static Example around(String term, TextName text, SegmentPair pair) {
    var at = Math.max(0, pair.source().indexOf(term)) + term.length() / 2;
    var part = pair.source().isEmpty() ? 0 : (double) at / pair.source().length();
    return new Example(
        text, pair.segment(), around(pair.source(), at),
        around(pair.target(), (int) (part * pair.target().length())));
  }

  private static String around(String text, int middle) {
    if (text.length() <= WINDOW) {
      return OneLine.of(text);
    }
    var from = Math.max(0, Math.min(middle - WINDOW / 2, text.length() - WINDOW));
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1)) && from < middle) {
      from++;
    }
    var to = Math.min(text.length(), from + LOOKED_AT);
    return (from > 0 ? "…" : "") + OneLine.of(text.substring(from, to), WINDOW);
  }

  private static String beginning(String text) {
    return OneLine.of(text.substring(0, Math.min(text.length(), LOOKED_AT)), LENGTH);
  }
}
