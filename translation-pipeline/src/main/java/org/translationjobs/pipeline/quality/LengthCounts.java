package org.translationjobs.pipeline.quality;

import java.util.Comparator;
import java.util.List;
import org.translationjobs.pipeline.SegmentPair;
import org.translationjobs.pipeline.quality.LengthOutliers.Outlier;

/**
 * Compares the lengths of paragraphs with what is usual in this novel. Short ones vary more than long
 * ones do, so each is compared with those of about its length, where there are enough of them.
 */
final class LengthCounts {
  /** Shorter translations and sources say nothing. */
  private static final int SHORTEST = 20;
  private static final int SHORT = 80;
  private static final int LONG = 300;

  private final int atMost;
  private final Ratios shortOnes = new Ratios();
  private final Ratios middling = new Ratios();
  private final Ratios longOnes = new Ratios();

  LengthCounts(int atMost) {
    this.atMost = atMost;
  }

  void add(SegmentPair pair, Example place) {
    var source = pair.source().length();
    var target = pair.target().length();
    if (Math.max(source, target) >= SHORTEST && Math.min(source, target) > 0) {
      of(source).add((double) target / source, place);
    }
  }

  private Ratios of(int length) {
    return length < SHORT ? shortOnes : length < LONG ? middling : longOnes;
  }

  private static Ratios usual(Ratios some, Ratios all) {
    return some.isEnough() ? some : all;
  }

  LengthOutliers sums() {
    var all = new Ratios();
    var classes = List.of(shortOnes, middling, longOnes);
    classes.forEach(all::addAll);
    var median = all.isEnough() ? all.median() : 0;
    return new LengthOutliers(
        all.sum(), median, classes.stream().mapToInt(one -> one.outside(usual(one, all))).sum(),
        classes.stream()
            .flatMap(one -> one.outliers(usual(one, all)).stream())
            .sorted(
                Comparator.comparingDouble(
                    (Outlier one) -> -Math.abs(Math.log(one.ratio() / median))))
            .limit(atMost)
            .toList());
  }
}
