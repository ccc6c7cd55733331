package org.translationjobs.benchmarks;

/** What a figure should be. */
public sealed interface Goal {
  boolean isReachedBy(double value);

  /** As it stands in the table. */
  String text();

  static Goal atLeast(double bound) {
    return new AtLeast(bound);
  }

  static Goal atMost(double bound) {
    return new AtMost(bound);
  }

  /** More is better. */
  record AtLeast(double bound) implements Goal {
    @Override
    public boolean isReachedBy(double value) {
      return value >= bound;
    }

    @Override
    public String text() {
      return "≥ " + Samples.number(bound);
    }
  }

  /** Less is better. */
  record AtMost(double bound) implements Goal {
    @Override
    public boolean isReachedBy(double value) {
      return value <= bound;
    }

    @Override
    public String text() {
      return "≤ " + Samples.number(bound);
    }
  }
}
