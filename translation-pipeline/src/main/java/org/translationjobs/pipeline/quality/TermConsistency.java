package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * Whether names and terms are translated everywhere as they were where they stand first (LTCR-1).
 *
 * @param ltcr1
 *          of the occurrences after the first ones, over all terms, those with the translation of the
 *          first; an occurrence is a paragraph in which the term stands
 * @param terms
 *          those that stand in at least two paragraphs, the least consistent first
 * @param unclear
 *          names of which no translation could be told; not in the other numbers
 */
public record TermConsistency(Share ltcr1, List<OfTerm> terms, List<String> unclear) {
  public TermConsistency {
    terms = List.copyOf(terms);
    unclear = List.copyOf(unclear);
  }

  /**
   * @param origin
   *          where the term comes from
   * @param rendering
   *          what stands for it where it comes first
   * @param again
   *          of the occurrences after the first one, those with the same translation
   * @param first
   *          where it comes first
   * @param others
   *          the first places without that translation
   */
  public record OfTerm(
      String term, Origin origin, String rendering, Share again, Example first,
      List<Example> others) {
    public OfTerm {
      others = List.copyOf(others);
    }
  }

  /** Why a term counts. */
  public enum Origin {
    /** It is in the glossary. */
    GLOSSARY,
    /** It has a capital in the source as only names have, and recurs. */
    NAME
  }
}
