package org.translationjobs.core.text;

import java.lang.Character.UnicodeScript;

/**
 * How many tokens a language model makes of a text: a guess that is rather too high, good enough for
 * budgets and not for bills. Vocabularies differ; the rates are those of common ones.
 */
public final class TokenEstimate {
  private TokenEstimate() {}

  /**
   * At least 1 for a text that is not empty. Thirty tokens for a hundred Latin letters, fifty for
   * Cyrillic, Greek, Arabic and Hebrew, one for each character of any other script and each symbol.
   */
  public static int of(CharSequence text) {
    var hundredths = text.codePoints().mapToLong(TokenEstimate::hundredths).sum();
    return (int) Math.min(Integer.MAX_VALUE, (hundredths + 99) / 100);
  }

  private static int hundredths(int codePoint) {
    if (codePoint < 0x250) {
      return 30;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case LATIN -> 30;
      case CYRILLIC, GREEK, ARABIC, HEBREW -> 50;
      default -> 100;
    };
  }
}
