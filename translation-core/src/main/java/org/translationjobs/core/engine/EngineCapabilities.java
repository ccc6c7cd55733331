package org.translationjobs.core.engine;

import java.util.Set;

/**
 * What an engine can do and how much it takes at once.
 *
 * @param formats
 *          in which form it takes segments; never empty
 * @param maxSegments
 *          segments in one request, at least 1
 * @param maxCharacters
 *          characters (UTF-16 units) of all segments of one request together, at least 1
 * @param maxConcurrency
 *          requests at the same time from one worker, at least 1
 * @param usesContext
 *          whether {@link EngineRequest#context()} changes its answer
 * @param usesGlossary
 *          whether it obeys {@link EngineRequest#glossary()}
 * @param deterministic
 *          whether the same request always gets the same answer
 * @param findsTerms
 *          whether it follows instructions and lists the terms of a text, see
 *          {@link RequestContext.TextKind#TERMS}
 */
public record EngineCapabilities(
    Set<SegmentFormat> formats,
    int maxSegments,
    int maxCharacters,
    int maxConcurrency,
    boolean usesContext,
    boolean usesGlossary,
    boolean deterministic,
    boolean findsTerms) {
  public EngineCapabilities {
    formats = Set.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("an engine takes at least one format");
    }
    atLeastOne(maxSegments, "maxSegments");
    atLeastOne(maxCharacters, "maxCharacters");
    atLeastOne(maxConcurrency, "maxConcurrency");
  }

  /** Of an engine that only translates. */
  public EngineCapabilities(
      Set<SegmentFormat> formats,
      int maxSegments,
      int maxCharacters,
      int maxConcurrency,
      boolean usesContext,
      boolean usesGlossary,
      boolean deterministic) {
    this(
        formats, maxSegments, maxCharacters, maxConcurrency, usesContext, usesGlossary,
        deterministic, false);
  }

  /** For an engine that takes plain text and markup alike, in requests of a page or two. */
  public static EngineCapabilities simple() {
    return new EngineCapabilities(
        Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 50, 20_000, 64, false, false, false);
  }

  private static void atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
