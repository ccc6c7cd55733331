package org.translationjobs.testkit.simulation;

import java.util.random.RandomGenerator;

/** Decides what goes wrong. */
@FunctionalInterface
public interface Faults {
  Faults NONE = (call, random) -> new Fault.None();

  /**
   * @param random
   *          the only source of chance, so that a seed repeats it
   */
  Fault of(PortCall call, RandomGenerator random);

  /**
   * A call that is about to be made.
   *
   * @param port
   *          simple name of the interface, for example {@code Claims}
   */
  record PortCall(String worker, String port, String method, long step) {}
}
