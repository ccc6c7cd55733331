package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.pipeline.Piece.Close;
import org.translationjobs.pipeline.Piece.Open;
import org.translationjobs.pipeline.Piece.Point;
import org.translationjobs.pipeline.Piece.Text;

/** An inline run: text and inline tags between two block boundaries, without gaps. */
record Run(List<Piece> pieces) {
  /** From so many lines on a run of short lines counts as verse. */
  private static final int VERSE_LINES = 4;

  private static final int VERSE_LINE_LENGTH = 50;

  boolean hasLetters() {
    return pieces.stream()
        .anyMatch(
            p -> p instanceof Text text && text.text().codePoints().anyMatch(Character::isLetter));
  }

  /** Without what the engine need not see at both ends: white space, line breaks, outer tags. */
  Run trimmed() {
    var partners = MarkedText.partners(pieces);
    var from = 0;
    var to = pieces.size();
    while (from < to) {
      if (isLoose(pieces.get(from), partners[from])) {
        from++;
      } else if (isLoose(pieces.get(to - 1), partners[to - 1])) {
        to--;
      } else if (partners[from] == to - 1) {
        from++;
        to--;
      } else {
        var first = behindEmptyElements(from, to, partners);
        if (first == from) {
          break;
        }
        from = first;
      }
    }
    return new Run(withoutOuterBlanks(pieces.subList(from, to)));
  }

  /** Where the run goes on behind elements without any text at its start, such as anchors. */
  private int behindEmptyElements(int from, int to, int[] partners) {
    if (partners[from] <= from || partners[from] >= to) {
      return from;
    }
    for (var i = from; i < partners[from]; i++) {
      if (pieces.get(i) instanceof Point || (pieces.get(i) instanceof Text t && !t.isBlank())) {
        return from;
      }
    }
    return partners[from] + 1;
  }

  private static boolean isLoose(Piece piece, int partner) {
    return switch (piece) {
      case Text text -> text.isBlank();
      case Point point -> point.loose();
      case Open tag -> partner < 0;
      case Close tag -> partner < 0;
    };
  }

  private static List<Piece> withoutOuterBlanks(List<Piece> pieces) {
    var result = new ArrayList<>(pieces);
    if (!result.isEmpty() && result.getFirst() instanceof Text text && text.isLiteral()) {
      var from = 0;
      while (Blank.is(text.text().charAt(from))) {
        from++;
      }
      result.set(0, text.part(from, text.text().length()));
    }
    if (!result.isEmpty() && result.getLast() instanceof Text text && text.isLiteral()) {
      var to = text.text().length();
      while (Blank.is(text.text().charAt(to - 1))) {
        to--;
      }
      result.set(result.size() - 1, text.part(0, to));
    }
    return result;
  }

  /** The lines of verse, each a run of its own; the run itself when it is prose. */
  List<Run> verses() {
    var lines = new ArrayList<Run>();
    var line = new ArrayList<Piece>();
    for (var piece : pieces) {
      line.add(piece);
      if (piece instanceof Point point && point.lineBreak()) {
        lines.add(new Run(List.copyOf(line)));
        line.clear();
      }
    }
    if (!line.isEmpty()) {
      lines.add(new Run(List.copyOf(line)));
    }
    return isVerse(lines) ? lines : List.of(this);
  }

  private boolean isVerse(List<Run> lines) {
    return lines.size() >= VERSE_LINES && length() < (long) lines.size() * VERSE_LINE_LENGTH;
  }

  private long length() {
    var length = 0L;
    for (var piece : pieces) {
      if (piece instanceof Text text) {
        length += text.text().length();
      }
    }
    return length;
  }
}
