package org.translationjobs.pipeline;

/** A short piece of a text for a message. */
final class Excerpt {
  private static final int LENGTH = 60;

  private Excerpt() {}

  static String of(String text) {
    if (text.length() <= LENGTH) {
      return "'" + text + "'";
    }
    var end = Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    return "'" + text.substring(0, end) + "…'";
  }
}
