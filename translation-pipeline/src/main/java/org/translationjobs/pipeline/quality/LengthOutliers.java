package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * Paragraphs that are much shorter or longer than this novel's translation usually is.
 *
 * @param measured
 *          paragraphs that are long enough to tell
 * @param median
 *          characters of the translation for each of the source's; 0 where too few were measured
 * @param count
 *          how many are outside of what is usual
 * @param farthest
 *          those, the ones farthest from the median first, at most a thousand of each kind
 */
public record LengthOutliers(int measured, double median, int count, List<Outlier> farthest) {
  public LengthOutliers {
    farthest = List.copyOf(farthest);
  }

  /**
   * @param ratio
   *          characters of the translation for each of the source's
   * @param low
   *          least that is usual for paragraphs of about this length
   * @param high
   *          most that is
   */
  public record Outlier(double ratio, double low, double high, Example place) {}
}
