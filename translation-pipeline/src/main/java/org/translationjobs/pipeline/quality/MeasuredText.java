package org.translationjobs.pipeline.quality;

import java.util.List;
import org.translationjobs.core.text.SourceText;

/**
 * A text of the job with its translation.
 *
 * @param warnings
 *          that were kept when it was translated
 */
public record MeasuredText(
    TextName name, SourceText source, SourceText translation, List<String> warnings) {
  public MeasuredText {
    warnings = List.copyOf(warnings);
  }
}
