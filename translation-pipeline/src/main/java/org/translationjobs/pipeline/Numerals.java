package org.translationjobs.pipeline;

import java.util.regex.Pattern;

/** Numbers that stand for themselves in every language. */
final class Numerals {
  private static final Pattern ROMAN =
      Pattern.compile("M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})[.:)]?");

  private Numerals() {}

  /** Whether a heading is nothing but a Roman number in capitals: {@code XXIV} or {@code XXIV.} */
  static boolean isRoman(String text) {
    return !text.isEmpty() && Character.isLetter(text.charAt(0)) && ROMAN.matcher(text).matches();
  }
}
