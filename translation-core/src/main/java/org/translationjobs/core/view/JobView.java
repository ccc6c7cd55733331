package org.translationjobs.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.Progress;

/**
 * A job as it stands.
 *
 * @param title
 *          the novel's title in the source language
 * @param subtasks
 *          how many there are of each status
 * @param run
 *          the newest run
 */
public record JobView(
    JobId id,
    NovelId novel,
    Optional<String> title,
    LanguagePair languages,
    String status,
    Progress progress,
    Map<String, Integer> subtasks,
    Optional<String> stagingPrefix,
    Optional<String> errorMessage,
    Optional<UUID> createdBy,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<RunView> run,
    List<Hold> holds) {
  public JobView {
    subtasks = Map.copyOf(subtasks);
    holds = List.copyOf(holds);
  }
}
