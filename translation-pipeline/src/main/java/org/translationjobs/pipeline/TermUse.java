package org.translationjobs.pipeline;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a translation of a term stands in a text. Endings of words and accents may differ, as
 * grammar demands; languages without spaces are compared by characters. Pure.
 */
public final class TermUse {
  /** How much of a word has to be there. */
  private static final double STEM = 0.7;

  private static final int MIN_STEM = 3;

  private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

  private TermUse() {}

  /**
   * Whether all words of the translation stand in the text, in any order.
   *
   * @param target
   *          the term's translation
   * @param text
   *          without markers
   */
  public static boolean isIn(String target, String text) {
    var there = text.toLowerCase(Locale.ROOT);
    var wanted = target.toLowerCase(Locale.ROOT);
    return there.contains(wanted)
        || (Scripts.lettersWithoutSpaces(wanted) == 0
            && areIn(Words.of(withoutAccents(wanted)), withoutAccents(there)));
  }

  private static boolean areIn(List<String> words, String text) {
    return !words.isEmpty() && words.stream().allMatch(word -> text.contains(stem(word)));
  }

  private static String withoutAccents(String text) {
    return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
  }

  /** What stays of a word whatever its ending is. */
  public static String stem(String word) {
    var length = Math.max(MIN_STEM, (int) Math.ceil(word.length() * STEM));
    return word.length() <= length ? word : word.substring(0, length);
  }
}
