package org.translationjobs.core.engine;

import java.util.Map;
import org.translationjobs.core.job.LanguagePair;

/**
 * The port to what translates: speaks one protocol and declares what it can do. Cutting, checking
 * and repairing is not its business.
 *
 * <p>
 * Implementations are thread-safe: {@link #translate} is called by many threads at once, at most
 * {@link EngineCapabilities#maxConcurrency()} of them, not counting calls that were given up. An
 * interrupt ends a call soon, with {@link InterruptedException}. A call that goes on a quarter longer
 * than its time-out (five seconds at most) is interrupted, and given up when that does not end it
 * within a second: the worker goes on without it, and while eight such calls still run it does not
 * call the engine any more.
 */
public interface TranslationEngine {
  /** The name by which configuration, plans, holds and metrics call it, for example {@code apertium}. */
  String name();

  EngineCapabilities capabilities();

  /**
   * What of its settings changes its answers, for example {@code model}: frozen into the plans of runs
   * that start here, and given back with every request as {@link EngineRequest#parameters()}. No
   * secrets.
   */
  default Map<String, String> planParameters() {
    return Map.of();
  }

  /**
   * What it tells its server beside the segments and their context, in words, so that the caller knows
   * them again where they stand in an answer. Pure.
   *
   * @return empty for an engine that gives no instructions
   */
  default String instructions(EngineRequest request) {
    return "";
  }

  /**
   * Whether this engine can translate between the two languages as it is set up now. May ask its
   * server, and keeps the answer for a while. A worker asks beside its calls and waits for 20 seconds
   * at most; no answer, and an exception, count as {@link PairSupport.Unknown}.
   */
  PairSupport supports(LanguagePair pair) throws InterruptedException;

  /**
   * Translates the segments of one request. Every failure is a value; an exception is a bug of the
   * engine and counts as {@link EngineReply.Failure} of kind {@link FailureKind#BAD_REPLY}.
   *
   * <p>
   * The reply need not be trusted: the caller checks every segment.
   */
  EngineReply translate(EngineRequest request) throws InterruptedException;

  /**
   * What a call with this request will use at most, by our own count of tokens; asks nobody. A job's
   * budget is asked for as much before the call, and the call is made {@linkplain EngineRequest#within
   * within} the output that is named here: one that has to go beyond it fails, and may be made anew.
   */
  default Usage most(EngineRequest request) {
    return CallEstimate.of(request);
  }

  /** Answer to {@link #supports}. */
  sealed interface PairSupport {
    record Supported() implements PairSupport {}

    /**
     * @param reason
     *          names the pair and says what to do, for example which package to install
     */
    record Unsupported(String reason) implements PairSupport {}

    /** The engine could not be asked now. */
    record Unknown(String reason) implements PairSupport {}
  }
}
