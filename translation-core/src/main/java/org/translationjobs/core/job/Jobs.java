package org.translationjobs.core.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.work.WorkerId;

/**
 * The life of a job: activation and cancellation. Thread-safe. Every method is atomic and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Jobs {
  /**
   * Looks at a job and starts a run when {@link Activation#decide} says so, all under the job's lock.
   * Idempotent: a job that is running already stays as it is, unless the request takes it over.
   *
   * <p>
   * A start records the run with its plan, gives every subtask its work item, sets the job to
   * IN_PROGRESS and the subtasks to be translated to PENDING, and corrects {@code total_subtasks},
   * {@code completed_subtasks} and {@code progress}. Of a new job with more subtasks than
   * {@code total_subtasks} says it may see only so many: the others are taken in when the run is settled,
   * at the latest before its promotion completes. Of a new job as many subtasks are claimed with the start
   * as the request {@linkplain RunRequest#first wants}, where nothing holds it. A refusal sets the job
   * to FAILED with the reason.
   */
  Activated activate(JobId job, RunRequest request, Patience patience);

  /**
   * As {@link #activate(JobId, RunRequest, Patience)} for a job with one of these language pairs: who knows
   * that its engines translate them need not ask for the job's own before. Empty, with nothing changed,
   * when the job has other languages.
   */
  Optional<Activated> activate(
      JobId job, Set<LanguagePair> languages, RunRequest request, Patience patience);

  /** From which language into which a job translates; empty when no such job is visible. */
  Optional<LanguagePair> languages(JobId job);

  /**
   * Jobs that an {@link #activate} might start and of which no announcement may ever tell: PENDING
   * ones, and IN_PROGRESS ones of a foreign worker whose rows have not changed for as long as that
   * is patient. Jobs from before the start line are not among them, nor those that are being activated.
   *
   * @param atMost
   *          how many; the longest unseen first
   */
  List<JobId> unannounced(Patience patience, int atMost);

  /**
   * Looks whether there is anything to do for a worker that has nothing to do: cheap enough to be asked
   * every second, changes nothing.
   *
   * @param lookAtLeastEvery
   *          as in {@link org.translationjobs.core.run.Runs#toSettle}
   */
  Look look(WorkerId worker, Duration lookAtLeastEvery);

  /**
   * Sets the job to CANCELLED, ends its run and revokes its claims; finished subtasks stay staged.
   * Idempotent.
   */
  Cancelled cancel(JobId job, String reason);

  /**
   * How long to wait for other services, where not said otherwise by the database's clock.
   *
   * @param creatorGrace
   *          for the creator of a job that is announced but not visible yet, by the worker's clock, or has
   *          fewer subtasks than it says
   * @param foreignClaim
   *          for a worker that is not ours, without any change of its job's rows
   */
  record Patience(Duration creatorGrace, Duration foreignClaim) {}

  /** What came of a cancellation. */
  sealed interface Cancelled {
    record Done() implements Cancelled {}

    record NotFound() implements Cancelled {}

    /** The job has ended before, or its status is someone else's. */
    record NotPossible(String status) implements Cancelled {}
  }
}
