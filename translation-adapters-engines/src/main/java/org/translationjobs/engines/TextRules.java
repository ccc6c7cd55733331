package org.translationjobs.engines;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.translationjobs.core.engine.EngineSegment;

/** What no engine is sent: characters that cannot be written as UTF-8, and controls. */
public final class TextRules {
  private TextRules() {}

  /** Names the first segment with such a character. */
  public static Optional<String> firstInvalid(List<EngineSegment> segments) {
    for (var segment : segments) {
      var found = segment.text().codePoints().filter(TextRules::isInvalid).findFirst();
      if (found.isPresent()) {
        return Optional.of(
            String.format(
                Locale.ROOT, "segment %d has the invalid character U+%04X", segment.id(),
                found.getAsInt()));
      }
    }
    return Optional.empty();
  }

  private static boolean isInvalid(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE
        || (codePoint < ' ' && !Character.isWhitespace(codePoint));
  }
}
