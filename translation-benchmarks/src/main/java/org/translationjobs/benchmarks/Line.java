package org.translationjobs.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** One line of the result. */
public sealed interface Line {
  /** What was measured or left out. */
  String what();

  /** Something that is not there, or not possible here. */
  record Skipped(String what, String why) implements Line {}

  /**
   * A figure, measured once each round.
   *
   * @param unit
   *          behind the number; {@code ×} for a ratio
   * @param details
   *          the absolute values behind it
   */
  record Figure(String what, Goal goal, Samples samples, String unit, List<String> details)
      implements Line {
    public Figure {
      details = List.copyOf(details);
    }

    /** One more of what stands behind it. */
    public Figure with(String detail) {
      return new Figure(
          what, goal, samples, unit, Stream.concat(details.stream(), Stream.of(detail)).toList());
    }

    /** Whether the median is what it should be. */
    public boolean isReached() {
      return goal.isReachedBy(samples.median());
    }
  }

  /**
   * How often ours is the yardstick, round by round: what disturbs one round disturbs both.
   *
   * @param unit
   *          of both, such as {@code chapters/s}
   */
  static Figure ratio(
      String what, Goal goal, Samples ours, String yardstickName, Samples yardstick, String unit) {
    return ratio(what, goal, "ours", ours, yardstickName, yardstick, unit);
  }

  /** The same of any two. */
  static Figure ratio(
      String what, Goal goal, String name, Samples samples, String yardstickName,
      Samples yardstick, String unit) {
    return new Figure(
        what, goal, samples.over(yardstick), "×",
        List.of(
            name + " " + samples.text() + " " + unit + ", " + yardstickName + " " + yardstick
                .text()));
  }
}
