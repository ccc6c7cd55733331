package org.translationjobs.core.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.work.WorkItem;

/**
 * A subtask as it stands.
 *
 * @param volume
 *          to which its entity belongs, as far as the row says
 * @param lastProblem
 *          why its last attempt did not finish
 * @param worker
 *          the name of the worker that holds it
 * @param basis
 *          of its finished result; empty for a person's, for one of another program, and where that
 *          was not recorded yet
 */
public record SubtaskView(
    SubtaskId id,
    String entityType,
    UUID entityId,
    Optional<UUID> volume,
    Optional<Integer> seq,
    int priority,
    String status,
    Optional<String> errorMessage,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> resultPath,
    WorkItem.Counts counts,
    Optional<String> lastProblem,
    Optional<String> engine,
    List<String> warnings,
    Optional<String> worker,
    boolean promoted,
    Optional<Basis> basis) {
  public SubtaskView {
    warnings = List.copyOf(warnings);
  }

  /**
   * Of what an engine made a result.
   *
   * @param source
   *          of the text
   * @param glossaryVersion
   *          of the novel's glossary in the run
   */
  public record Basis(TextHash source, long glossaryVersion) {}
}
