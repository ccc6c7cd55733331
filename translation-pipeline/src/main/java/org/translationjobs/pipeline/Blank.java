package org.translationjobs.pipeline;

/** What shows nothing: white space of any width, also non-breaking and of no width at all. */
final class Blank {
  private Blank() {}

  static boolean is(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character)
        || character == '\u2060' || character == '\u200B' || character == '\uFEFF';
  }
}
