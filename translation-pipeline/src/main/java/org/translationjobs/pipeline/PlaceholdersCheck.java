package org.translationjobs.pipeline;

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
    var source = Counts.of(PLACEHOLDER, candidate.source(), UnaryOperator.identity());
    var target = Counts.of(PLACEHOLDER, candidate.target(), UnaryOperator.identity());
    return Counts.firstMore(source, target)
        .map(lost -> "lost " + Excerpt.of(lost))
        .or(
            () -> Counts.firstMore(target, source)
                .map(added -> "the source has no " + Excerpt.of(added)))
        .<Verdict>map(Verdict.Refused::new)
        .orElse(PASSED);
  }
}
