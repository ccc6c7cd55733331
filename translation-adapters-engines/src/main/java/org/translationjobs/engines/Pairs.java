package org.translationjobs.engines;

import java.util.Optional;
import org.translationjobs.core.job.LanguagePair;

/**
 * The language pairs that an engine has.
 *
 * @param <C>
 *          how the engine calls a pair
 */
interface Pairs<C> {
  /** What the engine calls the pair, in the variant nearest to what was asked for. */
  Optional<C> find(LanguagePair pair);

  /** Why a pair is not among them, and what to do. */
  String missing(LanguagePair pair);
}
