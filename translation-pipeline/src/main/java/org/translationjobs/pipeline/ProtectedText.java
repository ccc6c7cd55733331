package org.translationjobs.pipeline;

import java.util.List;

/** Text in which the characters of markers are not markers. */
final class ProtectedText {
  private ProtectedText() {}

  /**
   * Adds a text; each bracket in it that could be taken for a marker becomes a point of its own, and
   * so comes back as it is.
   */
  static void add(List<Piece> pieces, String text, int start, int end) {
    var literal = text.length() == end - start;
    if (!literal) {
      var bracket = text.indexOf(Marker.LEFT) >= 0 || text.indexOf(Marker.RIGHT) >= 0;
      pieces.add(
          bracket
              ? new Piece.Point(false, false, start, end)
              : new Piece.Text(text, start, end));
      return;
    }
    var done = 0;
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == Marker.LEFT || text.charAt(i) == Marker.RIGHT) {
        addText(pieces, text.substring(done, i), start + done);
        pieces.add(new Piece.Point(false, false, start + i, start + i + 1));
        done = i + 1;
      }
    }
    addText(pieces, text.substring(done), start + done);
  }

  private static void addText(List<Piece> pieces, String text, int start) {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text, start, start + text.length()));
    }
  }
}
