package org.translationjobs.core.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a job, under its lock, when a run is wanted for it.
 *
 * @param unchangedFor
 *          since when its rows look as they do now, counted from when we first saw them so
 * @param beforeStartLine
 *          whether it was created before our first migration
 * @param run
 *          our run that is under way
 */
public record ActivationFacts(
    String status,
    LanguagePair languages,
    int totalSubtasks,
    List<SubtaskFacts> subtasks,
    Duration unchangedFor,
    boolean beforeStartLine,
    Optional<RunUnderWay> run) {
  public ActivationFacts {
    subtasks = List.copyOf(subtasks);
  }

  /**
   * One subtask.
   *
   * @param status
   *          as its row has it
   * @param hasResult
   *          whether there is a staged result, ours or another worker's
   * @param promoted
   *          whether an earlier run has promoted it
   * @param outsideNovel
   *          whether its entity is known to belong to another novel or to none
   */
  public record SubtaskFacts(
      SubtaskId id,
      String entityType,
      UUID entityId,
      String status,
      boolean hasResult,
      boolean promoted,
      boolean outsideNovel) {}

  /**
   * @param reservedByLiving
   *          whether it is reserved for a worker that still lives and is not the one that asks
   */
  public record RunUnderWay(int number, boolean reservedByLiving) {}
}
