package org.translationjobs.core.engine;

/** In which form a segment's text travels to an engine and back. */
public enum SegmentFormat {
  /** Plain text without any inline markup. */
  PLAIN,
  /**
   * Plain text in which inline markup is replaced by numbered markers such as {@code ⟦1⟧…⟦/1⟧} and
   * {@code ⟦2/⟧}; every marker has to come back exactly once.
   */
  MARKED,
  /** An HTML fragment with the inline tags {@code <x1>…</x1>}, escaped as HTML demands. */
  HTML
}
