package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The paragraphs of a plain text: what stands between blank lines, or each line of a text without
 * any. A new line within a paragraph is a point that has to come back.
 */
final class PlainRuns {
  /** Atomic, since {@code \R} would take CR LF for two. */
  private static final String END_OF_LINE = "(?>\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])";

  private static final Pattern LINE = Pattern.compile(END_OF_LINE);
  private static final Pattern BLANK_LINES =
      Pattern.compile(END_OF_LINE + "[ \\t]*" + END_OF_LINE + "\\s*");

  private final String source;
  private final RunSink runs;

  PlainRuns(String source, RunSink runs) {
    this.source = source;
    this.runs = runs;
  }

  void collect() {
    var separators =
        BLANK_LINES.matcher(source.strip()).find() ? BLANK_LINES : LINE;
    var matcher = separators.matcher(source);
    var start = 0;
    while (matcher.find()) {
      add(start, matcher.start(), false);
      start = matcher.end();
    }
    add(start, source.length(), false);
  }

  void collectTitle() {
    add(0, source.length(), true);
  }

  private void add(int start, int end, boolean heading) {
    var pieces = new ArrayList<Piece>();
    var lines = LINE.matcher(source).region(start, end);
    var done = start;
    while (lines.find()) {
      addLine(pieces, done, lines.start());
      pieces.add(new Piece.Point(true, true, lines.start(), lines.end()));
      done = lines.end();
    }
    addLine(pieces, done, end);
    runs.add(pieces, heading);
  }

  private void addLine(List<Piece> pieces, int start, int end) {
    ProtectedText.add(pieces, source.substring(start, end), start, end);
  }
}
