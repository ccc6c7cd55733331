package org.translationjobs.core.text;

import java.util.regex.Pattern;

/** Makes somebody else's text fit for one line of a log or a message. */
public final class OneLine {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+|\\R");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private OneLine() {}

  /**
   * The text without white space at its ends; any other run of white space is one space, any other
   * control character is {@code �}.
   */
  public static String of(String text) {
    var line = WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    return CONTROL.matcher(line).replaceAll("�");
  }

  /**
   * The same, cut behind so many characters (UTF-16 units) with {@code …} at the end, and never
   * through a surrogate pair.
   */
  public static String of(String text, int longest) {
    var line = of(text);
    if (line.length() <= longest) {
      return line;
    }
    var end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + "…";
  }
}
