package org.translationjobs.pipeline;

import java.lang.Character.UnicodeScript;
import org.translationjobs.pipeline.Check.Verdict;

/**
 * Tells a language from its neighbours in the same script: Cyrillic alphabets lack letters that others
 * have, and Japanese has kana where Chinese has none.
 */
final class NeighbourLetters {
  /** So many foreign letters, in a text of which they are one in a hundred, are no name. */
  private static final int MANY = 4;

  private static final int ONE_IN = 100;

  /** Han letters in a row of which Japanese has kana among them, but for dates and names. */
  private static final int LONG = 15;

  private static final int VERY_LONG = 30;

  private NeighbourLetters() {}

  static Verdict judge(String source, String target, String from, String to) {
    return to.equals("ja") ? japanese(target) : lacking(source, target, from, to);
  }

  private static Verdict japanese(String target) {
    var han = count(target, UnicodeScript.HAN);
    if (han < LONG
        || count(target, UnicodeScript.HIRAGANA) + count(target, UnicodeScript.KATAKANA) > 0) {
      return Check.PASSED;
    }
    var reason = "Han letters without kana, as in Chinese";
    return han < VERY_LONG ? new Verdict.Doubted(reason) : new Verdict.Refused(reason);
  }

  private static long count(String text, UnicodeScript script) {
    return text.codePoints()
        .filter(Character::isLetter)
        .filter(letter -> UnicodeScript.of(letter) == script)
        .count();
  }

  /** A source in another script may quote the neighbour, and its translation with it. */
  private static Verdict lacking(String source, String target, String from, String to) {
    var letters = letters(to);
    if (letters.isEmpty()) {
      return Check.PASSED;
    }
    var found = Counts.ofAny(letters, target);
    var quoted = Scripts.of(from).equals(Scripts.of(to)) ? 0 : Counts.ofAny(letters, source);
    return found - quoted >= MANY && found * ONE_IN >= target.length()
        ? new Verdict.Refused("letters that the language does not have: " + letters)
        : Check.PASSED;
  }

  /** Those that a language's alphabet lacks and its neighbours' texts are full of. */
  private static String letters(String language) {
    return switch (language) {
      case "uk" -> "ыэъёЫЭЪЁ";
      case "ru" -> "іїєґўІЇЄҐЎ";
      case "be" -> "ищъїєИЩЪЇЄ";
      case "bg" -> "ыэёіїєЫЭЁІЇЄ";
      case "sr", "mk" -> "ыэъёщйюяЫЭЪЁЩЙЮЯ";
      default -> "";
    };
  }
}
