package org.translationjobs.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The results as text, 80 columns wide. */
final class Report {
  private static final int WIDTH = 80;

  private final String title;
  private final Map<Scenario, Result> results = new LinkedHashMap<>();

  Report(String title) {
    this.title = title;
  }

  void add(Scenario scenario, Result result) {
    results.put(scenario, result);
  }

  boolean isGood() {
    return results.values().stream().allMatch(Result::isGood);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(title).append('\n')
        .append(
            String.format(
                Locale.ROOT, "%-9s %6s %4s %4s %5s %5s %5s %7s %6s %6s %6s  %s%n", "scenario",
                "jobs", "lost", "fail", "twice", "stale", "wrong", "repeats", "p50 s", "p99 s",
                "max s", "ok"));
    results.forEach((scenario, result) -> text.append(line(scenario, result)));
    results.forEach((scenario, result) -> {
      text.append('\n').append(scenario.name()).append(": ").append(scenario.promise());
      result.broken().forEach(broken -> paragraph(text, "NOT KEPT: " + broken));
      result.notes().forEach(note -> paragraph(text, note));
    });
    return text.append('\n')
        .append(
            """

                lost: not ended. fail: ended FAILED. twice: promoted twice or outside a
                promotion. stale: accepted under a claim that did not stand. wrong: not the
                translation, or not all of it. repeats: engine calls for a text asked before.
                s: seconds until what was hit ran again.
                """)
        .toString();
  }

  private static String line(Scenario scenario, Result result) {
    var found = result.findings();
    return String.format(
        Locale.ROOT, "%-9s %6d %4d %4d %5d %5d %5d %7d %6s %6s %6s  %s%n", scenario.name(),
        found.jobs(), found.lost(), found.failed(), found.twice(), found.stale(),
        found.wrong() + found.partial(), result.repeated(), seconds(result, 0.5),
        seconds(result, 0.99), seconds(result, 1), result.isGood() ? "yes" : "NO");
  }

  private static String seconds(Result result, double share) {
    return result.recovery().isEmpty() ? "-" : seconds(result.percentile(share));
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }

  private static void paragraph(StringBuilder text, String words) {
    var column = WIDTH;
    for (var word : words.split(" ", -1)) {
      if (column + 1 + word.length() > WIDTH) {
        text.append("\n  ").append(word);
        column = 2 + word.length();
      } else {
        text.append(' ').append(word);
        column += 1 + word.length();
      }
    }
  }
}
