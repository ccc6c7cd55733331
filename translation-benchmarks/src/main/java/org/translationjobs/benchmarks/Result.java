package org.translationjobs.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param failure
 *          why it could not be measured to its end
 */
record Result(Comparison comparison, List<Line> lines, Optional<String> failure) {
  Result {
    lines = List.copyOf(lines);
  }

  /** Measures; what goes wrong is written down in full beside the logs. */
  static Result of(Comparison comparison, Bench bench) {
    try {
      return new Result(comparison, comparison.measure(bench), Optional.empty());
    } catch (RuntimeException | AssertionError e) {
      var trace = bench.folder().resolve("failed.txt");
      try (var out = new PrintWriter(Files.newBufferedWriter(trace))) {
        e.printStackTrace(out);
      } catch (IOException notWritten) {
        throw new UncheckedIOException(notWritten);
      }
      return new Result(comparison, List.of(), Optional.of(e + "; see " + trace));
    }
  }

  boolean hasFailed() {
    return failure.isPresent();
  }

  /** Whether every figure is what it should be; one that was skipped says nothing. */
  boolean isReached() {
    return lines.stream().allMatch(l -> !(l instanceof Line.Figure f) || f.isReached());
  }
}
