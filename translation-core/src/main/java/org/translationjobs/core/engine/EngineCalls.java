package org.translationjobs.core.engine;

import java.util.Optional;

/**
 * Through which every engine call of a subtask goes: the worker refuses calls to parked engines and
 * for claims it no longer trusts, and learns from each reply how the engine is. Used by one thread.
 */
public interface EngineCalls {
  /**
   * Why this engine must not be called now: empty when it may be.
   */
  Optional<EngineReply.Failure> refusal(String engine);

  /**
   * Calls the engine, unless {@link #refusal} has a reason, which is then the reply. An exception
   * that escapes the engine becomes a failure of kind {@link FailureKind#BAD_REPLY}, no answer a good
   * while after the request's time-out one of kind {@link FailureKind#UNAVAILABLE}.
   *
   * @throws InterruptedException
   *           when the claim was lost, the job cancelled or held, or the worker stopped
   */
  EngineReply call(TranslationEngine engine, EngineRequest request) throws InterruptedException;
}
