package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a segment can be cut so that a sentence whose markup drifted is asked for again without the others:
 * between two sentences, outside every pair of markers. Behind a full stop only where the word before it has
 * small letters alone, so that no title and no initial is taken for the end of a sentence.
 */
final class ApertiumSentences {
  private static final Pattern MARKER = Pattern.compile("⟦(/?)\\d{1,7}(/?)⟧");
  private static final Pattern END = Pattern.compile(
      "(?:(?<!\\p{L})\\p{Ll}{3,}\\.|[!?])[”’\"»)]{0,2}\\z");
  private static final Pattern START = Pattern.compile("[“‘\"«(¿¡]{0,2}\\p{Lu}");
  private static final String CLOSING = ".!?…”’\"»)";
  private static final int LONGEST_END = 40;

  private ApertiumSentences() {}

  /** The indexes of the spaces between sentences; none in a text without pairs of markers. */
  static List<Integer> cuts(String text) {
    if (text.indexOf('⟦') < 0) {
      return List.of();
    }
    var cuts = new ArrayList<Integer>();
    var words = new StringBuilder();
    var depth = 0;
    var hasPair = false;
    var done = 0;
    var markers = MARKER.matcher(text);
    while (markers.find()) {
      if (depth == 0) {
        cut(text, done, markers.start(), words, cuts);
      }
      words.append(text, done, markers.start());
      done = markers.end();
      if (markers.group(2).isEmpty()) {
        hasPair = true;
        depth += markers.group(1).isEmpty() ? 1 : -1;
      }
    }
    if (depth == 0) {
      cut(text, done, text.length(), words, cuts);
    }
    return hasPair ? cuts : List.of();
  }

  /** Between two markers; a sentence that begins with a marker is left with the one before it. */
  private static void cut(
      String text, int from, int to, StringBuilder words, List<Integer> cuts) {
    var start = START.matcher(text);
    for (var space = text.indexOf(' ', from); space >= 0 && space < to - 1;
        space = text.indexOf(' ', space + 1)) {
      if (start.region(space + 1, to).lookingAt() && endsSentence(words, text, from, space)) {
        cuts.add(space);
      }
    }
  }

  private static boolean endsSentence(StringBuilder words, String text, int from, int to) {
    var end = text.substring(Math.max(from, to - LONGEST_END), to);
    var before = Math.max(0, words.length() - (LONGEST_END - end.length()));
    return END.matcher(words.substring(before) + end).find();
  }

  /** The text cut there; all of it together is the text. */
  static List<String> of(String text) {
    var sentences = new ArrayList<String>();
    var from = 0;
    for (var cut : cuts(text)) {
      sentences.add(text.substring(from, cut));
      from = cut;
    }
    sentences.add(text.substring(from));
    return sentences;
  }

  /** Whether a sentence may end behind these words. */
  static boolean isEnd(String words) {
    var text = words.stripTrailing();
    return !text.isEmpty() && CLOSING.indexOf(text.charAt(text.length() - 1)) >= 0;
  }
}
