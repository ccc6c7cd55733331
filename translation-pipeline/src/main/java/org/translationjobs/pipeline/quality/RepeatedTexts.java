package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * Paragraphs that stand in the novel more than once.
 *
 * @param alike
 *          of so many different ones, those with one translation
 * @param different
 *          the others, the most frequent first
 */
public record RepeatedTexts(Share alike, List<RepeatedText> different) {
  public RepeatedTexts {
    different = List.copyOf(different);
  }
}
