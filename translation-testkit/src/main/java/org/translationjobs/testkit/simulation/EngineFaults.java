package org.translationjobs.testkit.simulation;

import java.util.random.RandomGenerator;
import org.translationjobs.core.engine.EngineRequest;

/** Decides which engine calls go wrong. */
@FunctionalInterface
public interface EngineFaults {
  EngineFaults NONE = (request, random) -> new EngineFault.None();

  /**
   * @param random
   *          the only source of chance, so that a seed repeats it
   */
  EngineFault of(EngineRequest request, RandomGenerator random);
}
