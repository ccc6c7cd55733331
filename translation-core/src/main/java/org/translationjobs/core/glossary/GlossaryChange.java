package org.translationjobs.core.glossary;

/** What is to become of one term. */
public sealed interface GlossaryChange {
  /** Of which term. */
  String source();

  /**
   * A new term, or another translation of one that is there.
   *
   * @param replace
   *          whether it takes the place of one that is there, locked or not; otherwise the first
   *          translation stays and the other one is kept as a conflict
   */
  record Put(Term term, boolean replace) implements GlossaryChange {
    @Override
    public String source() {
      return term.source();
    }
  }

  /** No such term any more. */
  record Remove(String source) implements GlossaryChange {}

  /** Whether it may be changed without being asked for. */
  record Lock(String source, boolean locked) implements GlossaryChange {}
}
