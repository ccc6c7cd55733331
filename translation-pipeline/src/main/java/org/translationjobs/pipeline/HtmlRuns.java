package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * The inline runs of an HTML text: what stands between two tags of blocks. Opaque elements are
 * skipped between runs and points within them. One use, one thread, linear time.
 */
final class HtmlRuns {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?");

  /** In preformatted text, with the indentation of the next line. */
  private static final Pattern LINE_END = Pattern.compile("(?>\\r\\n|[\\n\\r])[ \\t]*");

  private static final int NONE = -1;

  private final String source;
  private final RunSink runs;
  private final List<HtmlToken> tokens;
  private final int[] opaqueEnds;
  private final Map<String, String> decodedReferences = new HashMap<>();
  private final List<Piece> run = new ArrayList<>();
  private boolean heading;
  private boolean preformatted;
  private int endOfAnnotation = NONE;

  HtmlRuns(String source, RunSink runs) {
    this.source = source;
    this.runs = runs;
    this.tokens = HtmlScanner.scan(source);
    this.opaqueEnds = OpaqueElements.ends(source, tokens);
  }

  void collect() {
    for (var i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (opaqueEnds[i] > i) {
        opaque(token, tokens.get(opaqueEnds[i]).end());
        i = opaqueEnds[i];
      } else if (token.isTag() && HtmlTags.isBlock(token.name())) {
        endRun();
        var isStart = token.kind() == HtmlToken.Kind.START_TAG;
        heading = isStart && HtmlTags.isHeading(token.name());
        preformatted = HtmlTags.isPreformatted(token.name()) ? isStart : preformatted;
      } else {
        inline(token);
      }
    }
    endRun();
  }

  private void opaque(HtmlToken token, int end) {
    if (HtmlTags.isBlock(token.name())) {
      endRun();
    } else {
      run.add(new Piece.Point(false, false, startOfPoint(token), end));
      endOfAnnotation = HtmlTags.isAnnotation(token.name()) ? end : NONE;
    }
  }

  /** Annotations that stand side by side, such as brackets around a reading, are one point. */
  private int startOfPoint(HtmlToken token) {
    return HtmlTags.isAnnotation(token.name()) && token.start() == endOfAnnotation
        ? run.removeLast().start()
        : token.start();
  }

  private void inline(HtmlToken token) {
    var start = token.start();
    var end = token.end();
    switch (token.kind()) {
      case TEXT -> text(token);
      case HIDDEN -> run.add(new Piece.Point(true, false, start, end));
      case START_TAG -> {
        if (HtmlTags.isVoid(token.name())) {
          var lineBreak = token.name().equals("br");
          run.add(new Piece.Point(lineBreak || token.name().equals("wbr"), lineBreak, start, end));
        } else {
          run.add(new Piece.Open(token.name(), start, end));
        }
      }
      case END_TAG -> run.add(new Piece.Close(token.name(), start, end));
    }
  }

  private void text(HtmlToken token) {
    var references = REFERENCE.matcher(source).region(token.start(), token.end());
    var done = token.start();
    while (references.find()) {
      var decoded =
          decodedReferences.computeIfAbsent(
              references.group(), reference -> Parser.unescapeEntities(reference, false));
      if (!decoded.equals(references.group())) {
        literal(done, references.start());
        ProtectedText.add(run, decoded, references.start(), references.end());
        done = references.end();
      }
    }
    literal(done, token.end());
  }

  private void literal(int start, int end) {
    var done = start;
    if (preformatted) {
      var lines = LINE_END.matcher(source).region(start, end);
      while (lines.find()) {
        protectedText(done, lines.start());
        lineEnd(lines.start(), lines.end());
        done = lines.end();
      }
    }
    protectedText(done, end);
  }

  /** An empty line ends a paragraph, every other is a point that has to come back. */
  private void lineEnd(int start, int end) {
    if (!run.isEmpty() && run.getLast() instanceof Piece.Point before && before.lineBreak()) {
      endRun();
    } else {
      run.add(new Piece.Point(true, true, start, end));
    }
  }

  private void protectedText(int start, int end) {
    if (end > start) {
      ProtectedText.add(run, source.substring(start, end), start, end);
    }
  }

  private void endRun() {
    if (!run.isEmpty()) {
      runs.add(run, heading);
      run.clear();
    }
  }
}
