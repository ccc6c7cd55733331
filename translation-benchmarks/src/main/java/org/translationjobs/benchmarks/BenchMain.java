package org.translationjobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs comparisons and prints their table; scripts/bench.sh starts it. */
public final class BenchMain {
  private static final int NOT_REACHED = 1;
  private static final int COULD_NOT_RUN = 2;

  private BenchMain() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    Options options;
    List<Comparison> chosen;
    try {
      options = Options.of(arguments, Path.of(System.getProperty("java.io.tmpdir"), "bench"));
      chosen = Comparisons.named(options.names());
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "; see bench.sh --help");
      return COULD_NOT_RUN;
    }
    if (options.list()) {
      chosen.forEach(c -> System.out.printf("%-11s %s%n", c.name(), c.subject()));
      return 0;
    }
    Files.createDirectories(options.folder());
    System.err.println("logs in " + options.folder());
    var results = measure(chosen, options);
    System.out.print(Table.of(results));
    if (options.document().isPresent()) {
      new Document(options.document().get()).update(results, options);
    }
    return exitCode(results);
  }

  private static List<Result> measure(List<Comparison> chosen, Options options) {
    var results = new ArrayList<Result>();
    for (var comparison : chosen) {
      System.err.println(comparison.name() + ": " + comparison.subject());
      var bench = new Bench(options, options.folder().resolve(comparison.name()));
      results.add(Result.of(comparison, bench));
    }
    return results;
  }

  private static int exitCode(List<Result> results) {
    if (results.stream().anyMatch(Result::hasFailed)) {
      return COULD_NOT_RUN;
    }
    return results.stream().allMatch(Result::isReached) ? 0 : NOT_REACHED;
  }
}
