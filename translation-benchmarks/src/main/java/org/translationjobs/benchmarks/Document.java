package org.translationjobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The document with everybody's figures: one section for each comparison and kind of server, replaced
 * when it is measured again.
 */
final class Document {
  private static final String HEADING = "## ";
  /** Behind the name of what was not measured on the embedded server. */
  private static final String INSTALLED = ", installed PostgreSQL";
  private static final String HEAD = """
      # Benchmarks

      Written by `scripts/bench.sh --write`; every section says when, where and how it was measured. A figure that has a
      yardstick is measured in turn with it (A B A B) in one run, after rounds that are not counted because the code was not
      compiled yet; the median of the rounds counts. A yardstick that is a Java program is started for each round, with
      rounds of its own that are not counted. Where nothing else is said, times are from the RPUSH until somebody outside,
      who looks every 5 ms, of a job that takes longer than a second less often, sees the job COMPLETED. Servers have
      shared_buffers of a quarter of the memory, max_wal_size = 8GB and checkpoint_timeout = 30min; a worker has -Xmx512m
      where nothing else is said.

      """;

  private final Path file;

  Document(Path file) {
    this.file = file;
  }

  void update(List<Result> results, Options options) throws IOException {
    var sections = Files.exists(file) ? sections(Files.readAllLines(file))
        : Map.<String, String>of();
    var all = new LinkedHashMap<String, String>();
    for (var comparison : Comparisons.ALL) {
      for (var server : List.of("", INSTALLED)) {
        var name = comparison.name() + server;
        results.stream()
            .filter(result -> name(result, options).equals(name))
            .findFirst()
            .map(result -> section(result, options))
            .or(() -> Optional.ofNullable(sections.get(name)))
            .ifPresent(section -> all.put(name, section));
      }
    }
    Files.writeString(file, HEAD + String.join("\n", all.values()));
  }

  /** Another server is another comparison. */
  private static String name(Result result, Options options) {
    return result.comparison().name() + (options.postgres().isPresent() ? INSTALLED : "");
  }

  private static Map<String, String> sections(List<String> lines) {
    var found = new LinkedHashMap<String, List<String>>();
    var current = new ArrayList<String>();
    for (var line : lines) {
      if (line.startsWith(HEADING)) {
        current = new ArrayList<>();
        found.put(line.substring(HEADING.length()), current);
      }
      current.add(line);
    }
    var texts = new LinkedHashMap<String, String>();
    found.forEach((name, section) -> texts.put(name, String.join("\n", section).strip() + "\n"));
    return texts;
  }

  private static String section(Result result, Options options) {
    var text = new StringBuilder(HEADING).append(name(result, options))
        .append("\n")
        .append(sentence(result.comparison().subject()))
        .append("\n\n")
        .append("| figure | median | min–max | goal | reached |\n|---|---|---|---|---|\n");
    result.lines().forEach(line -> text.append(row(line)));
    result.failure().ifPresent(why -> text.append("| not measured to its end | | | | |\n"));
    text.append('\n');
    result.lines().forEach(line -> {
      if (line instanceof Line.Figure figure) {
        figure.details()
            .forEach(
                detail -> text.append("- ")
                    .append(figure.what())
                    .append(": ")
                    .append(detail)
                    .append('\n'));
      }
    });
    return text.append('\n')
        .append(LocalDate.now(ZoneOffset.UTC))
        .append(", ")
        .append(Machine.description(options))
        .append(
            result.comparison()
                .versions()
                .stream()
                .map(", "::concat)
                .collect(Collectors.joining()))
        .append(": `")
        .append(Machine.command(options, result.comparison().name()))
        .append("`\n")
        .toString();
  }

  private static String row(Line line) {
    return switch (line) {
      case Line.Figure figure -> "| " + String.join(
          " | ", figure.what(), Samples.number(figure.samples().median()) + " " + figure.unit(),
          figure.samples().range(), figure.goal().text(), figure.isReached() ? "yes" : "no")
          + " |\n";
      case Line.Skipped(var what, var why) -> "| " + what + " | skipped: " + why + " | | | |\n";
    };
  }

  private static String sentence(String subject) {
    return Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + ".";
  }
}
