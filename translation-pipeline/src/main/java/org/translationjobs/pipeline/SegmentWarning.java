package org.translationjobs.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A warning that is kept with a translated text.
 *
 * @param segment
 *          empty when it is of several or of none
 * @param kind
 *          the word of the check, as in docs/quality.md
 * @param reason
 *          what it found
 */
public record SegmentWarning(Optional<String> segment, String kind, String reason) {
  /** The kind of what no check says of one segment. */
  public static final String OTHER = "other";

  private static final Pattern FORM =
      Pattern.compile(
          "(title|(?:content|description) segment \\d{1,9}): ([a-z][a-z ]{0,30}): (.*)",
          Pattern.DOTALL);

  /** Takes a warning apart. */
  public static SegmentWarning of(String warning) {
    var parts = FORM.matcher(warning);
    return parts.matches()
        ? new SegmentWarning(Optional.of(parts.group(1)), parts.group(2), parts.group(3))
        : new SegmentWarning(Optional.empty(), OTHER, warning);
  }

  /** Every kind that this version knows. */
  public static List<String> kinds() {
    return Stream
        .concat(Checks.names().stream(), Stream.of(ReplyReader.MOVED, Consistency.NAME, OTHER))
        .toList();
  }
}
