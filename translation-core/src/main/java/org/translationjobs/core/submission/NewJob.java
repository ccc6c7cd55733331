package org.translationjobs.core.submission;

import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/**
 * A job to be created: one subtask for the novel, one for each volume, one for each chapter.
 *
 * @param forApproval
 *          whether it is promoted only after somebody approved it
 */
public record NewJob(
    NovelId novel, LanguagePair languages, Optional<UUID> createdBy, boolean forApproval) {
  public static NewJob of(NovelId novel, LanguagePair languages) {
    return new NewJob(novel, languages, Optional.empty(), false);
  }
}
