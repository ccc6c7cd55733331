package org.translationjobs.core.glossary;

/** What is to become of one term. */
public sealed interface GlossaryChange {
  /** Of which term. */
  String source();

  /**
   * A new term, or another translation of one that is there.
   *
   * @param replace
   *          whether it takes the place of one that is there; otherwise the first translation stays and
   *          the other one is kept as a conflict
   */
  record Put(Term term, Replace replace) implements GlossaryChange {
    /** @param replace {@link Replace#ANY} or {@link Replace#NONE} */
    public Put(Term term, boolean replace) {
      this(term, replace ? Replace.ANY : Replace.NONE);
    }

    @Override
    public String source() {
      return term.source();
    }
  }

  /** Which terms another one may take the place of. */
  enum Replace {
    NONE, UNLOCKED, ANY;

    boolean allows(Term there) {
      return this == ANY || (this == UNLOCKED && !there.locked());
    }
  }

  /** No such term any more. */
  record Remove(String source) implements GlossaryChange {}

  /** Whether it may be changed without being asked for. */
  record Lock(String source, boolean locked) implements GlossaryChange {}
}
