package org.translationjobs.pipeline;

import java.text.BreakIterator;
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

  /** How much text behind a boundary tells whether it is one. */
  private static final int LOOK_AHEAD = 64;

  private final List<Piece> pieces;
  private final int budget;
  private final String text;
  private final BreakIterator sentences;
  private final List<Run> parts = new ArrayList<>();

  private LongRun(Run run, int budget, Locale locale) {
    this.pieces = run.pieces();
    this.budget = budget;
    this.text = textOf(pieces);
    this.sentences = BreakIterator.getSentenceInstance(locale);
  }

  /** The run in parts of at most that many characters with their markers, as far as possible. */
  static List<Run> cut(Run run, int budget, Locale locale) {
    var length = run.pieces().stream().mapToLong(LongRun::cost).sum();
    if (length <= budget) {
      return List.of(run);
    }
    var cutter = new LongRun(run, budget, locale);
    cutter.cut();
    return cutter.parts;
  }

  private void cut() {
    var part = new ArrayList<Piece>();
    var used = 0;
    var offset = 0;
    for (var piece : pieces) {
      var rest = piece;
      while (rest instanceof Text literal && literal.isLiteral()
          && used + literal.text().length() > budget) {
        var at = cutAt(offset, budget - used, part.isEmpty()) - offset;
        if (at > 0) {
          part.add(literal.part(0, at));
        }
        flush(part);
        used = 0;
        offset += at;
        rest = literal.part(at, literal.text().length());
      }
      if (used + cost(rest) > budget && !(rest instanceof Close)) {
        flush(part);
        used = 0;
      }
      part.add(rest);
      used += cost(rest);
      offset += rest instanceof Text t ? t.text().length() : 0;
    }
    flush(part);
  }

  /** Where to cut within the next {@code room} characters; {@code from} itself to begin anew. */
  private int cutAt(int from, int room, boolean mustAdvance) {
    var limit = Math.min(text.length(), from + Math.max(room, mustAdvance ? 1 : 0));
    var sentence = lastSentenceEnd(from, limit);
    if (sentence > from) {
      return sentence;
    }
    if (!mustAdvance) {
      return from;
    }
    for (var at = limit; at > from; at--) {
      if (Blank.is(text.charAt(at - 1))) {
        return at;
      }
    }
    var at = limit < text.length() && Character.isLowSurrogate(text.charAt(limit))
        ? limit - 1
        : limit;
    return at > from ? at : limit + 1;
  }

  /** Looks only at a window of the text: the whole of it each time would take quadratic time. */
  private int lastSentenceEnd(int from, int limit) {
    if (limit >= text.length()) {
      return limit;
    }
    sentences.setText(text.substring(from, Math.min(text.length(), limit + LOOK_AHEAD)));
    return from + sentences.preceding(limit - from + 1);
  }

  private void flush(List<Piece> part) {
    if (!part.isEmpty()) {
      parts.add(new Run(List.copyOf(part)));
      part.clear();
    }
  }

  private static int cost(Piece piece) {
    return piece instanceof Text text ? text.text().length() : MARKER_LENGTH;
  }

  private static String textOf(List<Piece> pieces) {
    var text = new StringBuilder();
    for (var piece : pieces) {
      if (piece instanceof Text t) {
        text.append(t.text());
      }
    }
    return text.toString();
  }
}
