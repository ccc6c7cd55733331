package org.translationjobs.core.run;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.WorkerId;

/**
 * The end of runs. Thread-safe. Every method is atomic and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Runs {
  /**
   * Active runs that want to be settled: nothing left to translate, a job that is gone or no longer
   * IN_PROGRESS, a fail-fast run with a failure, or not looked at for a while.
   *
   * @param lookAtLeastEvery
   *          runs not settled for so long are among them
   */
  List<RunId> toSettle(Duration lookAtLeastEvery, int atMost);

  /**
   * Compares a run with the rows of its job as they are now, under the job's lock, takes in what
   * others changed (subtasks added, deleted, reset), and does what {@link Settlement#decide} says:
   * lets it go on, fails the job, ends the run, or gives this worker the claim on its promotion.
   * Idempotent. The first settlement of a run of which nothing is open need not notice subtasks that
   * its start has not seen: that has read as many as were announced, and a promotion without the others
   * does not complete.
   *
   * @param store
   *          that the worker stages in; the promotion of a run that stages elsewhere is left to others
   */
  Settled settle(RunId run, WorkerId worker, StoreId store, Duration promotionLease);

  /** What came of settling a run. */
  sealed interface Settled {
    /**
     * Work is left, or another worker promotes it, or it waits, or the run was over before.
     *
     * @param takenIn
     *          how many subtasks became due by what others changed
     */
    record GoesOn(String why, int takenIn) implements Settled {}

    /** Everything is finished: promote it under this claim. */
    record Promote(PromotionClaim claim) implements Settled {}

    /** The job has been set to FAILED. */
    record JobFailed(JobId job, String message) implements Settled {}

    /** The run is over because of what others did to its job. */
    record Ended(JobId job, String why) implements Settled {}
  }
}
