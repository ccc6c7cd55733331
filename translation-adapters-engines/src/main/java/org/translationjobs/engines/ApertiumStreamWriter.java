package org.translationjobs.engines;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineSegment;

/**
 * Writes segments in Apertium's stream format, in which square brackets enclose what the translation
 * passes over: there the segments' ids stand, and so no reordering or merging of paragraphs can mix
 * them up. One use, one thread.
 */
final class ApertiumStreamWriter {
  private static final Pattern MARKER = Pattern.compile("⟦(/?)(\\d{1,7})(/?)⟧");
  /** What stands between two sentences. */
  private static final String CUT = "[tj:c]";

  private static final String RESERVED = "\\^$/@<>{}[]";

  private final StringBuilder stream = new StringBuilder();
  private final StringBuilder chunk = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private final boolean tagWords;
  private List<Integer> cuts = List.of();

  private ApertiumStreamWriter(boolean tagWords) {
    this.tagWords = tagWords;
  }

  /**
   * @param tagWords
   *          whether markup is attached to the words in it and follows them where they go; otherwise
   *          its tags stand between the words and stay in order
   */
  static String write(List<EngineSegment> segments, boolean tagWords) {
    var writer = new ApertiumStreamWriter(tagWords);
    segments.forEach(writer::segment);
    return writer.stream.toString();
  }

  /** What stands before a segment. */
  static String header(int id) {
    return "tj:s:" + id;
  }

  /** The full stop that the deformatters of Apertium add too; without it the last word is at risk. */
  private void segment(EngineSegment segment) {
    stream.append("[\n").append(header(segment.id())).append("\n]");
    open.clear();
    var text = segment.text();
    cuts = tagWords ? ApertiumSentences.cuts(text) : List.of();
    var markers = MARKER.matcher(text);
    var done = 0;
    while (markers.find()) {
      text(text, done, markers.start());
      done = markers.end();
      marker(!markers.group(1).isEmpty(), markers.group(2), !markers.group(3).isEmpty());
    }
    text(text, done, text.length());
    stream.append(".[]");
  }

  private void marker(boolean isClose, String number, boolean isPoint) {
    if (isPoint || !tagWords) {
      stream.append("[tj:m:⟦")
          .append(isClose ? "\\/" : "")
          .append(number)
          .append(isPoint ? "\\/" : "")
          .append("⟧]");
    } else if (isClose) {
      open.pollLast();
    } else {
      open.addLast("t:m:" + number);
    }
  }

  private void text(String text, int from, int to) {
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c == ' ' && cuts.contains(i)) {
        endChunk();
        stream.append(CUT);
      }
      if (isPassedOver(c) || (c == ' ' && i + 1 < to && text.charAt(i + 1) == ' ')) {
        endChunk();
        stream.append('[').append(c).append(']');
      } else {
        if (RESERVED.indexOf(c) >= 0) {
          chunk.append('\\');
        }
        chunk.append(c);
      }
    }
    endChunk();
  }

  /** Tags the chunk without the spaces around it. */
  private void endChunk() {
    var start = !chunk.isEmpty() && chunk.charAt(0) == ' ' ? 1 : 0;
    var end = chunk.length() > start && chunk.charAt(chunk.length() - 1) == ' '
        ? chunk.length() - 1
        : chunk.length();
    if (open.isEmpty() || start == end) {
      stream.append(chunk);
    } else {
      stream.append(chunk, 0, start)
          .append("[[")
          .append(String.join(";", open))
          .append("]]")
          .append(chunk, start, end)
          .append("[[/]]")
          .append(chunk, end, chunk.length());
    }
    chunk.setLength(0);
  }

  /** What Apertium would lose or move: tildes, odd white space, invisible characters. */
  private static boolean isPassedOver(char c) {
    if (c < '\u007F') {
      return c == '~' || (c < ' ' && Character.isWhitespace(c));
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c)
        || (Character.getType(c) == Character.FORMAT && c != '\u200C' && c != '\u200D');
  }
}
