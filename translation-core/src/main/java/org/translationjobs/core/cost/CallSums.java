package org.translationjobs.core.cost;

import org.translationjobs.core.engine.Usage;

/**
 * Sums over engine calls.
 *
 * @param ended
 *          with an answer or a failure
 * @param inFlight
 *          that may still be under way
 * @param unanswered
 *          whose end nobody heard: their worker died or was interrupted. They may have cost something
 * @param usage
 *          its {@code calls} are those the engines counted
 */
public record CallSums(int ended, int inFlight, int unanswered, Usage usage, Cost cost) {
  public static final CallSums NONE = new CallSums(0, 0, 0, Usage.NONE, Cost.ZERO);

  public CallSums plus(CallSums other) {
    return new CallSums(
        ended + other.ended, inFlight + other.inFlight, unanswered + other.unanswered,
        usage.plus(other.usage), cost.plus(other.cost));
  }

  public int calls() {
    return ended + inFlight + unanswered;
  }
}
