package org.translationjobs.runtime;

import java.util.Optional;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.view.SubtaskView;

/**
 * A text and its translation.
 *
 * @param origin
 *          where the translation comes from, or why there is none
 */
public record TextPair(
    SubtaskView subtask,
    Optional<SourceText> source,
    Optional<SourceText> translation,
    String origin) {
  static final String PROMOTED = "promoted";
  static final String EDITED = "edited after promotion";
  static final String STAGED = "staged";

  /** Whether the translation was made by this job, which a person may have edited since. */
  public boolean isOfThisJob() {
    return translation.isPresent()
        && (isPromoted() || origin.equals(STAGED));
  }

  private boolean isPromoted() {
    return origin.equals(PROMOTED) || origin.equals(EDITED);
  }
}
