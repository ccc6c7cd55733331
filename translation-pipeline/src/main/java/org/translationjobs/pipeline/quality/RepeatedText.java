package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * A paragraph that stands in the novel several times and was translated in several ways.
 *
 * @param times
 *          how often it stands there
 * @param translations
 *          the most frequent first
 */
public record RepeatedText(int times, List<Variant> translations) {
  public RepeatedText {
    translations = List.copyOf(translations);
  }

  /**
   * @param first
   *          where it was translated so first
   */
  public record Variant(int times, Example first) {}
}
