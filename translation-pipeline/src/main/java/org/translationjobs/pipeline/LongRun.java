package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.translationjobs.pipeline.Piece.Close;
import org.translationjobs.pipeline.Piece.Text;

/**
 * Cuts a run that is longer than one request may be: between sentences where that is possible, else
 * between words, else between characters. One use, one thread.
 */
final class LongRun {
  /** What a marker takes at most, as long as there are fewer than a million in a run. */
  private static final int MARKER_LENGTH = 9;

  /** Signs behind which a sentence can be cut in a script without spaces. */
  private static final String PAUSES = "，、；：";

  private final int budget;
  private final List<Run> parts = new ArrayList<>();
  private final List<Piece> part = new ArrayList<>();
  private int used;

  private LongRun(int budget) {
    this.budget = budget;
  }

  /** The run in parts of at most that many characters with their markers, as far as possible. */
  static List<Run> cut(Run run, int budget, Locale locale) {
    if (cost(run.pieces()) <= budget) {
      return List.of(run);
    }
    var cutter = new LongRun(budget);
    Sentences.of(run.pieces(), locale).forEach(cutter::add);
    cutter.flush();
    return cutter.parts;
  }

  private void add(List<Piece> sentence) {
    var cost = cost(sentence);
    if (used + cost > budget) {
      flush();
    }
    if (cost > budget) {
      sentence.forEach(this::addInParts);
    } else {
      part.addAll(sentence);
      used += (int) cost;
    }
  }

  private void addInParts(Piece piece) {
    var rest = piece;
    while (rest instanceof Text literal && literal.isLiteral()
        && used + literal.text().length() > budget) {
      var at = cutAt(literal.text(), budget - used);
      if (at > 0) {
        part.add(literal.part(0, at));
      }
      flush();
      rest = literal.part(at, literal.text().length());
    }
    if (used + cost(rest) > budget && !(rest instanceof Close)) {
      flush();
    }
    part.add(rest);
    used += cost(rest);
  }

  /** Where to cut a text that is longer than the room for it; 0 to begin anew. */
  private int cutAt(String text, int room) {
    var limit = Math.max(room, part.isEmpty() ? 1 : 0);
    for (var at = limit; at > limit / 2; at--) {
      if (PAUSES.indexOf(text.charAt(at - 1)) >= 0) {
        return at;
      }
    }
    for (var at = limit; at > 0; at--) {
      if (Blank.is(text.charAt(at - 1))) {
        return at;
      }
    }
    if (!part.isEmpty()) {
      return 0;
    }
    var at = Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    return at > 0 ? at : limit + 1;
  }

  private void flush() {
    if (!part.isEmpty()) {
      parts.add(new Run(List.copyOf(part)));
      part.clear();
      used = 0;
    }
  }

  private static long cost(List<Piece> pieces) {
    return pieces.stream().mapToLong(LongRun::cost).sum();
  }

  private static int cost(Piece piece) {
    return piece instanceof Text text ? text.text().length() : MARKER_LENGTH;
  }
}
