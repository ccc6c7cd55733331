package org.translationjobs.testkit.simulation;

/** Unwinds the stack of a task that must not move any more. */
final class SimulationOver extends Error {
  private static final long serialVersionUID = 1;

  SimulationOver() {
    super("the simulation is over for this task", null, false, false);
  }
}
