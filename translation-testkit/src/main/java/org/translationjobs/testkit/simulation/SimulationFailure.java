package org.translationjobs.testkit.simulation;

/** An invariant was broken, or the simulation came to no end; with the seed and the story so far. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** A broken rule; the simulation adds its seed and the story. */
  public SimulationFailure(String message) {
    super(message);
  }

  SimulationFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
