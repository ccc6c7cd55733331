package org.translationjobs.core.view;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
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
 * @param holds
 *          its own; and while it has not ended also the fleet's, and those of its run's engines if
 *          every one of them is held
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

  /** Which of all holds {@link #holds} shows of a job. */
  public static List<Hold> holdsOn(
      JobId job, String status, Optional<RunView> run, Collection<Hold> all) {
    var isUnderWay = JobStatus.fromColumn(status).filter(s -> !s.isEnd()).isPresent();
    return isUnderWay
        ? Hold.bearingOn(job, run.map(r -> r.plan().engines()).orElse(List.of()), all)
        : all.stream().filter(hold -> hold.scope().equals(new HoldScope.Job(job))).toList();
  }
}
