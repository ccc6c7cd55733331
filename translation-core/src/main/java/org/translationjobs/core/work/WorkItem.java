package org.translationjobs.core.work;

import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;

/**
 * A subtask within a run.
 *
 * @param entityType
 *          as the subtask's row has it, known to us or not
 * @param counts
 *          how often it was tried before
 */
public record WorkItem(
    SubtaskId subtask, JobId job, RunId run, String entityType, UUID entityId, Counts counts) {

  /** What the subtask translates; empty when its type is unknown to this version. */
  public Optional<EntityRef> entity() {
    return EntityType.fromColumn(entityType).map(type -> new EntityRef(type, entityId));
  }

  /** For people: {@code chapter 6f9…}. */
  public String entityName() {
    return entityType + " " + entityId;
  }

  /**
   * How often something ended an attempt, by whose failure it was.
   *
   * @param attempts
   *          the subtask's own failures
   * @param interruptions
   *          hand-backs, by a worker that stopped or because of a hold; at most
   *          {@value Release#MOST_HAND_BACKS}
   * @param rescues
   *          claims whose worker died
   */
  public record Counts(int attempts, int interruptions, int rescues) {
    public static final Counts ZERO = new Counts(0, 0, 0);
  }
}
