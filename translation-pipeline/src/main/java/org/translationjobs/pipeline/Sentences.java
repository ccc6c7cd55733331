package org.translationjobs.pipeline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.translationjobs.pipeline.Piece.Open;
import org.translationjobs.pipeline.Piece.Text;

/**
 * The sentences of a run, as {@link BreakIterator} sees them, but for those that begin behind an
 * abbreviation, an initial or a quotation within a sentence. Rather too few than too many. One use, one
 * thread, linear time.
 */
final class Sentences {
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?:^|[\\s(\\[“”«»\"'‘’¿¡—–-])(?:\\p{L}|(?:\\p{L}\\.){1,4}\\p{L}|mr|mrs|ms|messrs|dr|drs|prof|st|ste|sra?"
              + "|srta|sres|dña|uds?|vds?|vm|mme|mlle|mgr|hr|fr|frl|nr|bzw|ca|no|núm|vol|cap|pág|ch|fig"
              + "|capt|col|gen|lt|sgt|maj|rev|hon|jr|vs|cf|viz|sig|sig\\.ra|dott|exc)\\.[\\s\"”’»)\\]]*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** How much text before a boundary tells whether it is one. */
  private static final int LOOK_BACK = 24;

  private static final String CLOSING = "」』”’»）\"";

  /** What goes on behind a quotation in Japanese. */
  private static final String GOES_ON = "とっ";

  private final String text;
  private final BreakIterator boundaries;
  private final List<List<Piece>> sentences = new ArrayList<>();
  private List<Piece> sentence = new ArrayList<>();
  private int next;

  private Sentences(List<Piece> pieces, Locale locale) {
    var all = new StringBuilder();
    for (var piece : pieces) {
      if (piece instanceof Text part) {
        all.append(part.text());
      }
    }
    this.text = all.toString();
    this.boundaries = BreakIterator.getSentenceInstance(locale);
    boundaries.setText(text);
  }

  /** All pieces, in order, those of one sentence together; a text may be in several parts. */
  static List<List<Piece>> of(List<Piece> pieces, Locale locale) {
    var all = new Sentences(pieces, locale);
    all.collect(pieces);
    return all.sentences;
  }

  private void collect(List<Piece> pieces) {
    advance();
    var offset = 0;
    for (var piece : pieces) {
      if (offset == next && (piece instanceof Open || piece instanceof Text)) {
        end();
      }
      var rest = piece;
      while (rest instanceof Text part && part.isLiteral()
          && offset + part.text().length() > next) {
        var at = next - offset;
        if (at > 0) {
          sentence.add(part.part(0, at));
        }
        end();
        rest = part.part(at, part.text().length());
        offset += at;
      }
      sentence.add(rest);
      offset += rest instanceof Text part ? part.text().length() : 0;
      while (next < offset) {
        advance();
      }
    }
    end();
  }

  private void end() {
    if (!sentence.isEmpty()) {
      sentences.add(List.copyOf(sentence));
      sentence = new ArrayList<>();
    }
    advance();
  }

  /** To the next boundary. */
  private void advance() {
    do {
      next = boundaries.next();
    } while (next != BreakIterator.DONE && next < text.length() && !isBoundary(next));
    next = next == BreakIterator.DONE ? Integer.MAX_VALUE : next;
  }

  private boolean isBoundary(int at) {
    var following = text.codePointAt(at);
    var before = text.charAt(at - 1);
    return !Character.isLowerCase(following)
        && !(CLOSING.indexOf(before) >= 0 && GOES_ON.indexOf(following) >= 0)
        && !ABBREVIATION.matcher(text).region(Math.max(0, at - LOOK_BACK), at).find();
  }
}
