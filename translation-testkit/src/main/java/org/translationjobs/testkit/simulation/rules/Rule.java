package org.translationjobs.testkit.simulation.rules;

import java.util.function.Supplier;
import org.translationjobs.testkit.simulation.SimulationFailure;

/** Something that must always hold. May remember what it saw; belongs to one simulation. */
@FunctionalInterface
public interface Rule {
  /**
   * Looks at a port call between its effect and the next step.
   *
   * @throws SimulationFailure
   *           when the rule is broken
   */
  void check(Step step);

  /** Looks just before the effect of a port call, where a rule needs to know how it was. */
  default void before(String port, String method) {}

  /** Breaks the rule unless this holds; the words are made only then. */
  static void holds(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new SimulationFailure(otherwise.get());
    }
  }
}
