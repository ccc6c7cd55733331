package org.translationjobs.pipeline.quality;

import java.util.List;

/**
 * What was measured on the translation of a novel. Which number is good, and what each cannot see,
 * is in docs/quality.md.
 *
 * @param texts
 *          measured
 * @param paragraphs
 *          that were compared with their translations
 * @param unpaired
 *          texts of which a field could not be compared paragraph by paragraph
 * @param warnings
 *          that were kept when the texts were translated, the most frequent kind first
 * @param alike
 *          neighbouring chapters that are nearly alike
 */
public record QualityReport(
    int texts, int paragraphs, List<Unpaired> unpaired, List<WarningsOfKind> warnings,
    TermConsistency terms, GlossaryObedience glossary, LengthOutliers lengths,
    List<AlikeTexts> alike, RepeatedTexts repeated) {
  public QualityReport {
    unpaired = List.copyOf(unpaired);
    warnings = List.copyOf(warnings);
    alike = List.copyOf(alike);
  }

  /**
   * @param reason
   *          the fields, and how they differ
   */
  public record Unpaired(TextName text, String reason) {}
}
