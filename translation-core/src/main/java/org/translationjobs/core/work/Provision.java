package org.translationjobs.core.work;

import java.util.Optional;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.staging.StoreId;

/** Decides whether a person's text may be put in as the result of a subtask. */
public final class Provision {
  private Provision() {}

  /**
   * What is known under the job's lock.
   *
   * @param jobStatus
   *          as its row has it
   * @param run
   *          the job's newest run
   * @param subtaskStatus
   *          as its row has it
   * @param item
   *          of the subtask, where it has one
   * @param store
   *          where the text is staged
   */
  public record Facts(
      String jobStatus,
      Optional<NewestRun> run,
      String subtaskStatus,
      Optional<ItemState> item,
      StoreId store) {}

  /**
   * A job's newest run.
   *
   * @param active
   *          whether it is under way
   * @param promoted
   *          whether a living worker is promoting it
   * @param store
   *          of its plan
   */
  public record NewestRun(int number, boolean active, boolean promoted, StoreId store) {}

  /** Why it may not be, and what to do; pure. */
  public static Optional<String> refusal(Facts facts) {
    var job = JobStatus.fromColumn(facts.jobStatus());
    if (job.isEmpty()) {
      return Optional.of("its status '" + facts.jobStatus()
          + "' is not one of ours: the job is left alone");
    }
    if (job.get() == JobStatus.CANCELLED) {
      return Optional.of("it is CANCELLED; reprocess it first");
    }
    if (facts.run().isEmpty()) {
      return Optional.of(job.get() == JobStatus.PENDING
          ? "no worker has started it yet; wait until one has"
          : "none of our workers ever had it; adopt or reprocess it first");
    }
    return refusal(facts, job.get(), facts.run().get());
  }

  private static Optional<String> refusal(Facts facts, JobStatus job, NewestRun run) {
    if (job == JobStatus.IN_PROGRESS && !run.active()) {
      return Optional.of("another program has it IN_PROGRESS; stop that one and adopt the job");
    }
    if (SubtaskStatus.fromColumn(facts.subtaskStatus()).isEmpty()) {
      return Optional.of("the subtask's status '" + facts.subtaskStatus()
          + "' is not one of ours: it is left alone");
    }
    if (facts.item().filter(state -> state == ItemState.CLAIMED).isPresent()) {
      return Optional.of("the subtask is being translated at this moment; wait until that has"
          + " ended, or hold the job, provide the text and release the job");
    }
    if (run.active() && run.promoted()) {
      return Optional.of("it is being promoted at this moment; wait until that has ended");
    }
    return run.store().equals(facts.store())
        ? Optional.empty()
        : Optional.of("its run " + run.number() + " stages in the store " + run.store()
            + ", the text would lie in " + facts.store() + "; use the staging of the workers");
  }
}
