package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * An inline run as readers see it: without tags, and not cut where a segment is.
 *
 * @param start
 *          offset of its first character in the field
 * @param end
 *          offset behind its last one
 * @param text
 *          with a new line for every line break in it
 */
record Paragraph(int start, int end, String text) {
  boolean hasLetters() {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** All of a title, a text that is HTML, or a plain one, also those without a letter. */
  static List<Paragraph> of(String field, Form form) {
    var found = new ArrayList<Paragraph>();
    RunSink sink = (pieces, heading) -> {
      if (!pieces.isEmpty()) {
        found.add(of(field, pieces));
      }
    };
    switch (form) {
      case TITLE -> new PlainRuns(field, sink).collectTitle();
      case HTML -> new HtmlRuns(field, sink).collect();
      case PLAIN -> new PlainRuns(field, sink).collect();
    }
    return found;
  }

  private static Paragraph of(String field, List<Piece> pieces) {
    var text = new StringBuilder();
    for (var piece : pieces) {
      switch (piece) {
        case Piece.Text part -> text.append(part.text());
        case Piece.Point point when point.lineBreak() -> text.append('\n');
        case Piece.Point point when field.charAt(point.start()) != '<' ->
            text.append(field, point.start(), point.end());
        case Piece.Point point -> {
        }
        case Piece.Open tag -> {
        }
        case Piece.Close tag -> {
        }
      }
    }
    return new Paragraph(
        pieces.getFirst().start(), pieces.getLast().end(), text.toString().strip());
  }

  /** How a field is written. */
  enum Form {
    TITLE, HTML, PLAIN;

    static Form ofBody(String text) {
      return HtmlDetection.isHtml(text) ? HTML : PLAIN;
    }
  }
}
