package org.translationjobs.cli.render;

/** Text as a terminal shows it: East Asian characters take two cells, combining ones none. */
public final class Cells {
  private static final int[][] WIDE = {
      {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
      {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
      {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
      {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

  private Cells() {}

  /** How many cells a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** How many cells a character takes: 0, 1 or 2. */
  public static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  /** Whether lines may be broken before and after it, as in Chinese and Japanese. */
  static boolean isWide(int codePoint) {
    for (var range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /** On one line and without what could steer the terminal: control characters become spaces. */
  public static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** Cut to so many cells; what was cut ends in an ellipsis. */
  public static String cut(String text, int cells) {
    return width(text) <= cells ? text : cells < 1 ? "" : head(text, cells - 1) + "…";
  }

  /** As much of the beginning as fits. */
  static String head(String text, int cells) {
    var used = 0;
    var end = 0;
    while (end < text.length()) {
      var codePoint = text.codePointAt(end);
      if (used + width(codePoint) > cells) {
        break;
      }
      used += width(codePoint);
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** Filled up with spaces on the right; longer text stays as it is. */
  public static String padded(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /** Filled up with spaces on the left. */
  public static String paddedLeft(String text, int cells) {
    return " ".repeat(Math.max(0, cells - width(text))) + text;
  }
}
