package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text: its runs of letters, marks and digits. Pure. */
public final class Words {
  private Words() {}

  /** In lower case. */
  public static List<String> of(String text) {
    return asWritten(text).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  public static List<String> asWritten(String text) {
    var words = new ArrayList<String>();
    var start = -1;
    for (var i = 0; i < text.length();) {
      var codePoint = text.codePointAt(i);
      if (isInWord(codePoint)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
      i += Character.charCount(codePoint);
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  private static boolean isInWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
          default -> false;
        };
  }

  /** Whether it begins with a capital or a digit; letters without case do not. */
  public static boolean isCapitalised(String word) {
    var first = word.codePointAt(0);
    return Character.isUpperCase(first) || Character.isTitleCase(first) || Character.isDigit(first);
  }

  /** Whether it has two letters or more and nothing but capitals, which hides whether it is a name. */
  static boolean isShouted(String word) {
    return word.length() > 1 && word.codePoints().allMatch(Character::isUpperCase);
  }
}
