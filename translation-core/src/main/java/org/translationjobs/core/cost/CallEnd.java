package org.translationjobs.core.cost;

import java.util.UUID;
import org.translationjobs.core.engine.Usage;

/**
 * How an engine call ended.
 *
 * @param outcome
 *          {@value #TRANSLATED}, the kind of its failure in lower case, {@value #INTERRUPTED}
 * @param usage
 *          as far as the engine reported it
 * @param cost
 *          of that usage
 */
public record CallEnd(UUID call, String outcome, Usage usage, Cost cost) {
  public static final String TRANSLATED = "translated";

  /** The caller was interrupted: the engine may have answered, and bill it, but nobody heard. */
  public static final String INTERRUPTED = "interrupted";

  public static CallEnd interrupted(UUID call) {
    return new CallEnd(call, INTERRUPTED, Usage.NONE, Cost.ZERO);
  }
}
