package org.translationjobs.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Measured values, in the order of the rounds.
 *
 * @param values
 *          at least one
 */
public record Samples(List<Double> values) {
  public Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
  }

  public static Samples of(double... values) {
    return new Samples(DoubleStream.of(values).boxed().toList());
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  public double median() {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double min() {
    return percentile(0);
  }

  public double max() {
    return percentile(1);
  }

  /** The smallest value that so large a share of all do not exceed. */
  public double percentile(double share) {
    var sorted = values.stream().sorted().toList();
    var rank = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.clamp(rank, 0, sorted.size() - 1));
  }

  /**
   * Each value divided by the other's of the same round.
   *
   * @throws IllegalArgumentException
   *           when there are more or fewer
   */
  public Samples over(Samples other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException(values.size() + " values, " + other.values.size());
    }
    return new Samples(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / other.values.get(i))
            .toList());
  }

  /** Median, least and most. */
  public String text() {
    return values.size() == 1 ? number(median()) : number(median()) + " (" + range() + ")";
  }

  /** Least and most. */
  public String range() {
    return number(min()) + "–" + number(max());
  }

  /** Three figures that count, or all before the point. */
  static String number(double value) {
    var size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
  }
}
