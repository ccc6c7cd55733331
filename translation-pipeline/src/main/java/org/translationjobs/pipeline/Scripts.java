package org.translationjobs.pipeline;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** The scripts that languages are written in. */
public final class Scripts {
  /** Thai: all letters before it are of scripts with spaces. */
  private static final char FIRST_WITHOUT_SPACES = '\u0E00';

  /** Quotation marks, arrows and the like: of no script, or of one with spaces. */
  private static final char FIRST_PUNCTUATION = '\u2000';

  /** The first of the Chinese radicals, behind those. */
  private static final char FIRST_RADICAL = '\u2E80';

  private Scripts() {}

  /**
   * @param tag
   *          of a language, whose script subtag counts where it has one; what is not known counts as
   *          written in Latin letters
   */
  static Set<UnicodeScript> of(String tag) {
    return switch (Languages.locale(tag).getScript()) {
      case "Latn" -> Set.of(UnicodeScript.LATIN);
      case "Cyrl" -> Set.of(UnicodeScript.CYRILLIC);
      case "Arab" -> Set.of(UnicodeScript.ARABIC);
      default -> ofLanguage(Languages.primary(tag));
    };
  }

  private static Set<UnicodeScript> ofLanguage(String language) {
    return switch (language) {
      case "zh" -> Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
      case "ja" -> Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
      case "ko" -> Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN);
      case "ru", "uk", "be", "bg", "mk" -> Set.of(UnicodeScript.CYRILLIC);
      case "sr", "kk", "uz" -> Set.of(UnicodeScript.CYRILLIC, UnicodeScript.LATIN);
      case "el" -> Set.of(UnicodeScript.GREEK);
      case "he", "iw", "yi" -> Set.of(UnicodeScript.HEBREW);
      case "ar", "fa", "ur" -> Set.of(UnicodeScript.ARABIC);
      case "hi", "mr", "ne" -> Set.of(UnicodeScript.DEVANAGARI);
      case "bn" -> Set.of(UnicodeScript.BENGALI);
      case "ta" -> Set.of(UnicodeScript.TAMIL);
      case "th" -> Set.of(UnicodeScript.THAI);
      case "ka" -> Set.of(UnicodeScript.GEORGIAN);
      case "hy" -> Set.of(UnicodeScript.ARMENIAN);
      default -> Set.of(UnicodeScript.LATIN);
    };
  }

  /** Whether a text has a letter of one of these scripts. */
  static boolean isIn(String text, Set<UnicodeScript> scripts) {
    return text.codePoints()
        .filter(Character::isLetter)
        .anyMatch(letter -> scripts.contains(UnicodeScript.of(letter)));
  }

  /** How many of its letters are of scripts that put no spaces between words. */
  public static long lettersWithoutSpaces(String text) {
    return text.chars().allMatch(c -> c < FIRST_WITHOUT_SPACES)
        ? 0
        : text.codePoints().filter(Scripts::isWithoutSpaces).count();
  }

  /** Whether a language is written without spaces between words. */
  static boolean isUnspaced(String language) {
    return switch (language) {
      case "zh", "ja", "th", "lo", "km", "my" -> true;
      default -> false;
    };
  }

  /** Whether it is a letter of a script that puts no spaces between words. */
  static boolean isWithoutSpaces(int letter) {
    if (letter < FIRST_WITHOUT_SPACES || (letter >= FIRST_PUNCTUATION && letter < FIRST_RADICAL)) {
      return false;
    }
    return switch (UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
