package org.translationjobs.benchmarks;

import java.util.List;

/** Measures one thing against its yardsticks. */
public interface Comparison {
  /** As it is called on the command line. */
  String name();

  /** What it compares, in one line. */
  String subject();

  /** What is measured beside ours and the servers, with versions. */
  default List<String> versions() {
    return List.of();
  }

  /**
   * Starts what it needs, measures and stops it again.
   *
   * @return at least one line; a yardstick that is not there gives a {@link Line.Skipped}
   */
  List<Line> measure(Bench bench);
}
