package org.translationjobs.pipeline;

/**
 * A piece of an inline run. The pieces of a run follow each other without a gap.
 */
sealed interface Piece {
  /** Offset of its first character in the source. */
  int start();

  /** Offset behind its last character in the source. */
  int end();

  /**
   * Text.
   *
   * @param text
   *          as readers see it: character references are decoded
   */
  record Text(String text, int start, int end) implements Piece {
    /** Whether each character stands for itself, so that the piece can be cut anywhere. */
    boolean isLiteral() {
      return text.length() == end - start;
    }

    boolean isBlank() {
      return text.chars().allMatch(Blank::is);
    }

    /** The part between two offsets within the text; only for literal text. */
    Text part(int from, int to) {
      return new Text(text.substring(from, to), start + from, start + to);
    }
  }

  /** A start tag that may have its end tag in the same run. */
  record Open(String name, int start, int end) implements Piece {}

  /** An end tag that may have its start tag in the same run. */
  record Close(String name, int start, int end) implements Piece {}

  /**
   * Something that stands for itself: a line break, an image, a comment, the reading of a ruby element.
   *
   * @param loose
   *          whether the engine need not know of it at the edge of a segment
   * @param lineBreak
   *          whether a new line begins behind it
   */
  record Point(boolean loose, boolean lineBreak, int start, int end) implements Piece {}
}
