package org.translationjobs.pipeline;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Placeholders such as {@code {name}} and {@code %s} stand in the target as often as in the source. */
final class PlaceholdersCheck implements Check {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("[$#]?\\{{1,2}[\\w.:-]{1,40}}{1,2}|%(?:\\d{1,2}\\$)?[sd](?!\\p{L})");

  @Override
  public String name() {
    return "placeholders";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = placeholders(candidate.source());
    var target = placeholders(candidate.target());
    return Counts.firstMore(source, target)
        .map(lost -> "lost " + Excerpt.of(lost))
        .or(
            () -> Counts.firstMore(target, source)
                .map(added -> "the source has no " + Excerpt.of(added)))
        .<Verdict>map(Verdict.Refused::new)
        .orElse(PASSED);
  }

  /** Looks only at texts that contain a character that every match has. */
  private static Map<String, Integer> placeholders(String text) {
    return text.indexOf('{') < 0 && text.indexOf('%') < 0
        ? Map.of()
        : Counts.of(PLACEHOLDER, text, UnaryOperator.identity());
  }
}
