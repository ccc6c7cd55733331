package org.translationjobs.benchmarks;

import java.util.List;
import org.translationjobs.benchmarks.comparison.Floor;
import org.translationjobs.benchmarks.comparison.Latency;
import org.translationjobs.benchmarks.comparison.Tiny;
import org.translationjobs.benchmarks.comparison.Trips;

/** All there are, in the order in which they are measured. */
final class Comparisons {
  static final List<Comparison> ALL = List.of(
      new Floor(), new Tiny(), new Trips(), new Latency());

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
