package org.translationjobs.core.cost;

import java.time.Duration;
import java.util.Optional;
import org.translationjobs.core.job.JobId;

/**
 * Every engine call, written down before it is sent and when it has ended, and the budgets of jobs.
 * A call that has not ended when its time is over stays visible as unanswered and reserves nothing any
 * more; a late end is booked all the same.
 *
 * <p>
 * Thread-safe. Every method is atomic, by the database's clock, may be repeated, and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface CallLedger {
  /**
   * Writes an intent and reserves its cost, as {@link Budget#decide} says; with the same id again it
   * is granted once more and reserves nothing more. A job without a budget is always granted.
   */
  Begun begin(EngineCallIntent intent);

  /** Books what a call used and gives its reservation back; of several ends the first one counts. */
  void end(CallEnd end);

  JobCost cost(JobId job);

  Optional<Budget> budget(JobId job);

  /** Sets what a job may cost in all; empty takes the limit away. Releases no hold. */
  void setBudget(JobId job, Optional<Cost> amount);

  /**
   * Places the job's hold of kind {@code BUDGET} if its budget is too small for a call now
   * ({@link Budget.Decision#SPENT}). It is all before or all after a {@link #setBudget}: who sets a
   * budget and then releases the hold leaves none behind that was meant for the budget before.
   *
   * @return whether the job is held; false when the budget is large enough by now, or there is none
   */
  boolean holdIfSpent(JobId job, Cost wanted, String reason, String placedBy);

  /**
   * Replaces calls that began longer ago than this by their sums for each run and engine.
   *
   * @return how many
   */
  int condense(Duration age, int atMost);

  /** Answer to {@link #begin}. */
  sealed interface Begun {
    record Granted() implements Begun {}

    /** Nothing was written: the decision is {@code WAIT} or {@code SPENT}. */
    record Refused(Budget budget, Budget.Decision decision) implements Begun {}
  }
}
