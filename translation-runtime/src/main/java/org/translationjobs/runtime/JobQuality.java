package org.translationjobs.runtime;

import java.util.List;
import java.util.Map;
import org.translationjobs.core.cost.JobCost;
import org.translationjobs.core.view.JobView;
import org.translationjobs.pipeline.quality.QualityReport;
import org.translationjobs.pipeline.quality.TextName;

/**
 * How good the translation of a job is, as far as it is there.
 *
 * @param job
 *          as it stood when the measuring began
 * @param origins
 *          how many of the measured texts are {@code promoted} or {@code staged}
 * @param engines
 *          how many of them each engine translated; {@code person} for those that were provided
 * @param unmeasured
 *          the texts that are not in the report
 * @param newestGlossary
 *          the version that the glossary has now; the report is about that of the run
 */
public record JobQuality(
    JobView job, QualityReport report, Map<String, Integer> origins,
    Map<String, Integer> engines, List<Unmeasured> unmeasured, long newestGlossary,
    JobCost cost) {
  public JobQuality {
    origins = Map.copyOf(origins);
    engines = Map.copyOf(engines);
    unmeasured = List.copyOf(unmeasured);
  }

  /** @param reason why the text could not be measured */
  public record Unmeasured(TextName text, String reason) {}
}
