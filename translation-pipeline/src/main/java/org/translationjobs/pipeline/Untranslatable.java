package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands for itself in every language. */
final class Untranslatable {
  private static final Pattern ADDRESS_INITIAL_PLACEHOLDER =
      Pattern.compile(
          "\\b(?:https?://|www\\.)[^\\s<>]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|[@#][\\w_]+"
              + "|\\b\\p{Lu}\\.(?=\\s*\\p{Lu})|\\{[^{}\\s]{0,40}}|%(?:\\d+\\$)?[-+0,.\\d]*[a-zA-Z]\\b");

  private static final Pattern INTERJECTION =
      Pattern.compile(
          "[aeou]+h+|a+y+|h*m{2,}|hm|hu+h|(?:h[aeio]+){2,}h?|(?:j[aeio]){2,}|s+h+|psh*t|brr+");

  private Untranslatable() {}

  /** The text without addresses, e-mail addresses, handles, initials and placeholders. */
  static String without(String text) {
    return ADDRESS_INITIAL_PLACEHOLDER.matcher(text).replaceAll(" ");
  }

  /** Whether a word is a number or a sound. */
  static boolean isWord(List<String> words, int index) {
    var word = words.get(index);
    return word.codePoints().noneMatch(Character::isLetter)
        || (Numerals.isRoman(word) && (index > 0 || word.length() > 1))
        || INTERJECTION.matcher(word.toLowerCase(Locale.ROOT)).matches();
  }
}
