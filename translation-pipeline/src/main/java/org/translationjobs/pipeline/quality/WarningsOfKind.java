package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * The warnings of one check.
 *
 * @param texts
 *          in how many texts they are
 * @param first
 *          the first of them in the novel's order
 */
public record WarningsOfKind(String kind, int count, int texts, List<Found> first) {
  public WarningsOfKind {
    first = List.copyOf(first);
  }

  /** A warning with what stands there now. */
  public record Found(String reason, Example place) {}
}
