package org.translationjobs.pipeline.quality;

/** So many of so many. */
public record Share(int part, int all) {
  /** From 0 to 100; 100 of nothing. */
  public double percent() {
    return all == 0 ? 100 : 100.0 * part / all;
  }

  Share plus(Share other) {
    return new Share(part + other.part, all + other.all);
  }
}
