package org.translationjobs.testkit.simulation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;

/** Decides which engine calls fail. */
@FunctionalInterface
public interface EngineFaults {
  EngineFaults NONE = (request, random) -> Optional.empty();

  /**
   * @param random
   *          the only source of chance, so that a seed repeats it
   */
  Optional<EngineReply.Failure> of(EngineRequest request, RandomGenerator random);
}
