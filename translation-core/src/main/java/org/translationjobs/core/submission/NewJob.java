package org.translationjobs.core.submission;

import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/**
 * A job to be created: one subtask for the novel, one for each volume, one for each chapter.
 *
 * @param forApproval
 *          whether it is promoted only after somebody approved it
 * @param budget
 *          what it may cost, from its very first engine call on; empty for no limit
 */
public record NewJob(
    NovelId novel, LanguagePair languages, Optional<UUID> createdBy, boolean forApproval,
    Optional<Cost> budget) {
  public static NewJob of(NovelId novel, LanguagePair languages) {
    return new NewJob(novel, languages, Optional.empty(), false, Optional.empty());
  }
}
