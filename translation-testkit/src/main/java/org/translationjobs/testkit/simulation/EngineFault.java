package org.translationjobs.testkit.simulation;

import java.time.Duration;
import org.translationjobs.core.engine.EngineReply;

/** What goes wrong with one engine call. */
public sealed interface EngineFault {
  record None() implements EngineFault {}

  /** The engine answers that it did not translate. */
  record Fails(EngineReply.Failure failure) implements EngineFault {}

  /** The engine answers only after this time, if anybody still waits. */
  record Hangs(Duration time) implements EngineFault {}

  /** The engine's adapter breaks. */
  record Throws() implements EngineFault {}
}
