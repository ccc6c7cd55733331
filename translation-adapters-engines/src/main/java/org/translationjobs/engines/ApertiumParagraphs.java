package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineSegment;

/**
 * Segments as one plain text: each behind a line with its id in a form that no segment contains.
 */
final class ApertiumParagraphs {
  private static final Pattern HEADER = Pattern.compile("⟦\\s*⟦\\s*(\\d+)\\s*⟧\\s*⟧");

  /** In place of the user's asterisks, which the server takes for marks of unknown words. */
  private static final String ASTERISK = "⟦00⟧";

  private ApertiumParagraphs() {}

  static String write(List<EngineSegment> segments) {
    var text = new StringBuilder();
    for (var segment : segments) {
      text.append("⟦⟦")
          .append(segment.id())
          .append("⟧⟧\n\n")
          .append(segment.text().replace("*", ASTERISK))
          .append("\n\n");
    }
    return text.toString();
  }

  /** The answers; empty unless the ids are those that were sent, in order. */
  static Optional<List<EngineSegment>> read(String text, List<EngineSegment> sent) {
    var answers = new ArrayList<EngineSegment>();
    var headers = HEADER.matcher(text);
    var start = -1;
    for (var segment : sent) {
      if (!headers.find() || !headers.group(1).equals(String.valueOf(segment.id()))) {
        return Optional.empty();
      }
      if (start >= 0) {
        answers.add(answer(sent.get(answers.size()), text.substring(start, headers.start())));
      } else if (!text.substring(0, headers.start()).isBlank()) {
        return Optional.empty();
      }
      start = headers.end();
    }
    if (headers.find() || start < 0) {
      return Optional.empty();
    }
    answers.add(answer(sent.get(answers.size()), text.substring(start)));
    return Optional.of(answers);
  }

  private static EngineSegment answer(EngineSegment sent, String text) {
    var answer = text.replaceAll("⟦\\s*00\\s*⟧", "*");
    return new EngineSegment(sent.id(), ApertiumSpacing.tidy(sent.text(), answer));
  }
}
