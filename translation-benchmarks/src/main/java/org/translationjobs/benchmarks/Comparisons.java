package org.translationjobs.benchmarks;

import java.util.List;
import org.translationjobs.benchmarks.comparison.Apertium;
import org.translationjobs.benchmarks.comparison.Floor;
import org.translationjobs.benchmarks.comparison.Growth;
import org.translationjobs.benchmarks.comparison.Latency;
import org.translationjobs.benchmarks.comparison.Memory;
import org.translationjobs.benchmarks.comparison.Neighbours;
import org.translationjobs.benchmarks.comparison.S3;
import org.translationjobs.benchmarks.comparison.Start;
import org.translationjobs.benchmarks.comparison.Tiny;
import org.translationjobs.benchmarks.comparison.Trips;
import org.translationjobs.benchmarks.comparison.Wait;

/** All there are, in the order in which they are measured. */
final class Comparisons {
  static final List<Comparison> ALL = List.of(
      new Floor(), new S3(), new Tiny(), new Trips(), new Latency(), new Wait(), new Growth(),
      new Memory(), new Neighbours(), new Start(), new Apertium());

  private Comparisons() {}

  /**
   * @param names
   *          none for all
   * @throws IllegalArgumentException
   *           when there is none of such a name
   */
  static List<Comparison> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().map(Comparisons::named).toList();
  }

  private static Comparison named(String name) {
    return ALL.stream()
        .filter(comparison -> comparison.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(
                "no comparison '" + name + "'; there are " + String.join(
                    ", ", ALL.stream().map(Comparison::name).toList())));
  }
}
