package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.pipeline.PairedText;
import org.translationjobs.pipeline.quality.QualityReport.Unpaired;

/**
 * Measures the translation of a novel, text after text in the novel's order. Memory grows with what
 * is found and with the vocabulary, not with the novel. One use, one thread.
 */
public final class QualityMeasure {
  private final String lang;
  private final int budget;
  private final WarningCounts warnings;
  private final TermCounts terms;
  private final GlossaryCounts glossary;
  private final LengthCounts lengths;
  private final NeighbourCounts neighbours = new NeighbourCounts();
  private final RepetitionCounts repetitions;
  private final List<Unpaired> unpaired = new ArrayList<>();
  private int texts;
  private int paragraphs;

  /**
   * @param survey
   *          of the source texts
   * @param lang
   *          of the source
   * @param budget
   *          the smallest number of characters that an engine of the chain takes at once
   * @param glossary
   *          that was to be used; may be empty
   * @param atMost
   *          entries of each list
   */
  public QualityMeasure(
      NovelSurvey survey, String lang, int budget, Glossary glossary, int atMost) {
    this.lang = lang;
    this.budget = budget;
    this.warnings = new WarningCounts(atMost);
    this.terms = new TermCounts(glossary, survey.names());
    this.glossary = new GlossaryCounts(glossary, atMost);
    this.lengths = new LengthCounts(atMost);
    this.repetitions = new RepetitionCounts(survey.repetitions(), atMost);
  }

  /** Measures one more text. */
  public void add(MeasuredText text) {
    var name = text.name();
    var paired = new PairedText(text.source(), text.translation(), lang, budget);
    texts++;
    warnings.add(name, paired, text.warnings());
    for (var pair : paired.pairs()) {
      paragraphs++;
      var place = Example.of(name, pair);
      terms.add(name, pair);
      glossary.add(name, pair);
      lengths.add(pair, place);
      repetitions.add(pair, place);
    }
    if (!paired.unpaired().isEmpty()) {
      unpaired.add(new Unpaired(name, String.join("; ", paired.unpaired())));
    }
    if (text.source().entity().type() == EntityType.CHAPTER) {
      neighbours.add(name, paired);
    }
  }

  /** All that was found so far. */
  public QualityReport report() {
    return new QualityReport(
        texts, paragraphs, unpaired, warnings.sums(), terms.sums(), glossary.sums(),
        lengths.sums(), neighbours.found(), repetitions.sums());
  }
}
