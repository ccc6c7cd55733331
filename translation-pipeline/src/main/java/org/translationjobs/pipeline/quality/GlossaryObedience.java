package org.translationjobs.pipeline.quality;

import java.util.List;
import org.translationjobs.core.glossary.Term;

/**
 * Whether the terms of the glossary were used.
 *
 * @param segments
 *          of those with a term, the ones in which the translations of all of them are there
 * @param terms
 *          those that stand in the novel; the ones that were missed most first
 */
public record GlossaryObedience(long version, Share segments, List<OfTerm> terms) {
  public GlossaryObedience {
    terms = List.copyOf(terms);
  }

  /**
   * @param segments
   *          of those with the term, the ones in which its translation is there
   * @param missed
   *          the first segments in which it is not
   */
  public record OfTerm(Term term, Share segments, List<Example> missed) {
    public OfTerm {
      missed = List.copyOf(missed);
    }
  }
}
