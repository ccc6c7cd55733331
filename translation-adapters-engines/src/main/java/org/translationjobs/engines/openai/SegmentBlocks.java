package org.translationjobs.engines.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineSegment;

/**
 * Segments as text: each a block that begins with {@code [number]} at the start of a line. The number
 * is the segment's id, plus an offset where lines of the source itself begin like that.
 *
 * @param offset
 *          what is added to each id
 * @param largestInText
 *          every number up to it is text
 */
record SegmentBlocks(int offset, int largestInText) {
  private static final Pattern LOOKS_LIKE_ONE =
      Pattern.compile("^\\s*\\[(\\d{1,8})]", Pattern.MULTILINE);
  private static final Pattern HEADER =
      Pattern.compile("^[ \\t]*\\[(\\d{1,9})][ \\t]*", Pattern.MULTILINE);
  private static final String FENCE = "```";

  /** For the segments of one request, so that none of their lines is taken for a header. */
  static SegmentBlocks of(List<EngineSegment> segments) {
    var largest = 0;
    for (var segment : segments) {
      var lookalikes = LOOKS_LIKE_ONE.matcher(segment.text());
      while (lookalikes.find()) {
        largest = Math.max(largest, Integer.parseInt(lookalikes.group(1)));
      }
    }
    var smallestId = segments.stream().mapToInt(EngineSegment::id).min().orElse(1);
    return new SegmentBlocks(largest + Math.max(0, 1 - smallestId), largest);
  }

  String write(List<EngineSegment> segments) {
    var text = new StringBuilder();
    for (var segment : segments) {
      text.append(text.isEmpty() ? "" : "\n\n")
          .append('[')
          .append(segment.id() + offset)
          .append("] ")
          .append(segment.text());
    }
    return text.toString();
  }

  /**
   * The blocks in the order of the answer, whichever they are; what stands before the first is
   * dropped. Empty when there is none.
   */
  Optional<List<EngineSegment>> read(String answer) {
    var segments = new ArrayList<EngineSegment>();
    var headers = HEADER.matcher(answer);
    var id = 0;
    var start = -1;
    var isFenced = false;
    while (headers.find()) {
      var number = Integer.parseInt(headers.group(1));
      if (number <= largestInText) {
        continue;
      }
      if (start < 0) {
        isFenced = answer.substring(0, headers.start()).contains(FENCE);
      } else {
        segments.add(new EngineSegment(id, answer.substring(start, headers.start()).strip()));
      }
      id = number - offset;
      start = headers.end();
    }
    if (start < 0) {
      return Optional.empty();
    }
    var last = answer.substring(start).strip();
    if (isFenced && last.endsWith(FENCE)) {
      last = last.substring(0, last.length() - FENCE.length()).strip();
    }
    segments.add(new EngineSegment(id, last));
    return Optional.of(segments);
  }
}
