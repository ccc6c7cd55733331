package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** Copies of rows, for looking at them. */
public final class Rows {
  private Rows() {}

  public record Job(
      JobId id,
      String status,
      int progress,
      int total,
      int completed,
      @Nullable String errorMessage,
      List<Subtask> subtasks) {}

  public record Subtask(
      SubtaskId id,
      String entityType,
      UUID entityId,
      String status,
      @Nullable String resultPath,
      @Nullable String resultText) {}

  /**
   * @param version
   *          another one after each write
   */
  public record Text(
      EntityRef entity, String lang, @Nullable String title, @Nullable String body, long version) {}

  /**
   * @param promotion
   *          the claim under which it is promoted
   */
  public record Run(
      RunId id,
      JobId job,
      int number,
      String state,
      @Nullable ClaimId promotion,
      Map<SubtaskId, Item> items) {
    /** Whether its items may still be worked on. */
    public boolean isActive() {
      return state.equals("ACTIVE");
    }
  }

  /**
   * @param claim
   *          under which it is held, or was finished
   * @param silent
   *          of a claimed one: whether its subtask may be PENDING
   * @param repeats
   *          how often it was translated again because it could not be promoted
   */
  public record Item(
      SubtaskId subtask,
      ItemState state,
      Instant dueAt,
      @Nullable ClaimId claim,
      @Nullable WorkerId worker,
      Instant leaseUntil,
      boolean silent,
      WorkItem.Counts counts,
      int repeats) {
    /** Whether it is claimed under this id. */
    public boolean isHeldUnder(ClaimId id) {
      return state == ItemState.CLAIMED && id.equals(claim);
    }
  }

  /** A promotion that was committed, with the rows that it wrote. */
  public record Promotion(RunId run, JobId job, List<Promoted> written) {
    public Promotion {
      written = List.copyOf(written);
    }
  }

  /**
   * A row that a promotion wrote, and where its text came from.
   */
  public record Promoted(
      EntityRef entity, String lang, @Nullable String resultPath, @Nullable String resultText) {}

  /** Everything at one moment. Whatever did not change since the last look is the same object. */
  public record Everything(
      Map<JobId, Job> jobs,
      Map<RunId, Run> runs,
      List<Text> texts,
      List<Promotion> promotions) {}
}
