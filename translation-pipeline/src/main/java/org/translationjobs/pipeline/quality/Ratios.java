package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.translationjobs.pipeline.quality.LengthOutliers.Outlier;

/**
 * How many times as long as their sources translations are. Keeps how often each ratio is, and the
 * extreme places; its size does not depend on how many there are.
 */
final class Ratios {
  private static final int BINS = 2_000;
  private static final double BIN = 0.005;
  private static final int KEPT = 1_000;
  /** Fewer tell nothing of what is usual. */
  private static final int ENOUGH = 20;
  /** So many times the distance of the quartiles beyond them is far out. */
  private static final double FAR = 3;
  /** The least distance of the quartiles, for engines that hardly vary. */
  private static final double LEAST_SPREAD = 0.1;

  private final int[] counts = new int[BINS + 1];
  private final PriorityQueue<Extreme> shortest =
      new PriorityQueue<>(Comparator.comparingDouble(Extreme::log).reversed());
  private final PriorityQueue<Extreme> longest =
      new PriorityQueue<>(Comparator.comparingDouble(Extreme::log));
  private int sum;

  /** @param log natural logarithm of the ratio */
  private record Extreme(double log, Example place) {}

  /** @param ratio more than 0 */
  void add(double ratio, Example place) {
    var log = Math.log(ratio);
    counts[bin(log)]++;
    sum++;
    keep(shortest, new Extreme(log, place));
    keep(longest, new Extreme(log, place));
  }

  private static void keep(PriorityQueue<Extreme> extremes, Extreme one) {
    extremes.add(one);
    if (extremes.size() > KEPT) {
      extremes.remove();
    }
  }

  void addAll(Ratios others) {
    for (var i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    sum += others.sum;
  }

  int sum() {
    return sum;
  }

  boolean isEnough() {
    return sum >= ENOUGH;
  }

  double median() {
    return Math.exp(quantile(0.5));
  }

  /** How many are far out of what is usual; none where that cannot be told. */
  int outside(Ratios usual) {
    var outside = 0;
    for (var i = 0; usual.isEnough() && i < counts.length; i++) {
      outside += i < bin(usual.low()) || i > bin(usual.high()) ? counts[i] : 0;
    }
    return outside;
  }

  /** Those of them that were kept. */
  List<Outlier> outliers(Ratios usual) {
    if (!usual.isEnough()) {
      return List.of();
    }
    var low = usual.low();
    var high = usual.high();
    var found = new ArrayList<Outlier>();
    Stream
        .concat(
            shortest.stream().filter(one -> bin(one.log()) < bin(low)),
            longest.stream().filter(one -> bin(one.log()) > bin(high)))
        .forEach(
            one -> found.add(
                new Outlier(
                    Math.exp(one.log()), Math.exp(low), Math.exp(high), one.place())));
    return found;
  }

  private double low() {
    return quantile(0.25) - FAR * spread();
  }

  private double high() {
    return quantile(0.75) + FAR * spread();
  }

  private double spread() {
    return Math.max(LEAST_SPREAD, quantile(0.75) - quantile(0.25));
  }

  private double quantile(double part) {
    var left = part * sum;
    for (var i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) {
        return (i - BINS / 2) * BIN;
      }
    }
    return BINS / 2 * BIN;
  }

  private static int bin(double log) {
    return (int) Math.max(0, Math.min(BINS, Math.round(log / BIN) + BINS / 2));
  }
}
