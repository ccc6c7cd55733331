package org.translationjobs.benchmarks;

import java.util.List;
import java.util.Locale;

/** The results as text, 80 columns wide where names allow. */
final class Table {
  private Table() {}

  static String of(List<Result> results) {
    var text = new StringBuilder(
        row("comparison", "figure", "median", "min–max", "goal", "ok"));
    for (var result : results) {
      result.lines().forEach(line -> append(text, result, line));
      result.failure().ifPresent(why -> text.append(failed(result, why)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Result result, Line line) {
    var name = result.comparison().name();
    switch (line) {
      case Line.Figure figure -> {
        text.append(
            row(
                name, figure.what(), Samples.number(figure.samples().median()) + figure.unit(),
                figure.samples().range(), figure.goal().text(), figure.isReached() ? "yes" : "NO"));
        figure.details().forEach(detail -> text.append("           ").append(detail).append('\n'));
      }
      case Line.Skipped(var what, var why) -> text.append(
          String.format(Locale.ROOT, "%-10s %-34s skipped: %s%n", name, what, why));
    }
  }

  private static String failed(Result result, String why) {
    return String.format(Locale.ROOT, "%-10s failed: %s%n", result.comparison().name(), why);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-10s %-34s %8s %15s %7s %s%n", cells);
  }
}
