package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text: its runs of letters, marks and digits. Pure. */
public final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private Words() {}

  /** In lower case. */
  public static List<String> of(String text) {
    return asWritten(text).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  public static List<String> asWritten(String text) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
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
