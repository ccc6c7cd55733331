package org.translationjobs.cli.render;

/**
 * What a terminal can show.
 *
 * @param colour
 *          whether text may be coloured
 * @param unicode
 *          whether blocks and lines may be drawn with other than ASCII characters
 */
public record Style(boolean colour, boolean unicode) {
  public static final Style PLAIN = new Style(false, true);

  public String bold(String text) {
    return coded("1", text);
  }

  public String dim(String text) {
    return coded("2", text);
  }

  public String red(String text) {
    return coded("31", text);
  }

  public String green(String text) {
    return coded("32", text);
  }

  public String yellow(String text) {
    return coded("33", text);
  }

  /** A status in the colour that fits it. */
  public String status(String status) {
    return switch (status.strip()) {
      case "COMPLETED", "DONE", "OK", "living" -> green(status);
      case "FAILED", "ERROR" -> red(status);
      case "CANCELLED", "WARNING" -> yellow(status);
      default -> status;
    };
  }

  private String coded(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
