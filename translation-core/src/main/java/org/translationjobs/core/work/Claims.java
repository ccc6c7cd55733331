package org.translationjobs.core.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.run.RunId;

/**
 * Who may translate what, and what became of it. At most one live claim per work item; nothing is
 * accepted under a claim id that the item does not carry any more.
 *
 * <p>
 * Thread-safe. Every method is atomic, by the database's clock, and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Claims {
  /**
   * Active runs with work that is due, whose job is IN_PROGRESS and not held, and which are not
   * reserved for another living worker; those with the fewest live claims first, then the oldest.
   */
  List<ClaimableRun> claimable(WorkerId worker, int atMost);

  /**
   * Claims due work items of these runs, in order of (priority, seq) with nulls last, and sets their
   * subtasks to IN_PROGRESS unless the claims are silent. Passes over what others are claiming at this
   * moment, and over runs that are no longer claimable. Items that run alone are left for
   * {@link #claimAlone}.
   *
   * @param runs
   *          the most deserving first
   * @param perRun
   *          at most so many of each run
   * @param atMost
   *          at most so many in all
   * @param silent
   *          whether their subtasks stay PENDING until they are finished or {@linkplain #show shown}: for
   *          what takes but a moment, the row of each is written once then and not twice. Of a subtask
   *          that is not PENDING the claim is never silent
   */
  List<Claim> claim(
      WorkerId worker, List<RunId> runs, int perRun, int atMost, Duration lease, boolean silent);

  /**
   * Sets the subtasks of those of these silent claims that still are this worker's to IN_PROGRESS, where
   * their jobs are. What others have locked is passed over, and after a second it is given up. Claims that
   * are not silent, or not any more, stay as they are. Not to be called beside {@link #renew} for the same
   * claims. Idempotent.
   *
   * @return those of these claims that are not silent, or not any more
   */
  Set<ClaimId> show(WorkerId worker, Collection<Claim> claims);

  /**
   * Makes a worker the one that empties itself for what runs alone, or keeps it so, for the length of
   * the lease; the others go on with other work meanwhile. Idempotent.
   *
   * @return false while another worker is that one
   */
  boolean reserveAlone(WorkerId worker, Duration lease);

  /**
   * Claims one due item of these runs that runs alone ({@link Rescue#runsAlone}). The worker has
   * nothing else in flight, because it {@linkplain #reserveAlone emptied itself} or found nothing
   * else to do, and does nothing else until this has ended. Otherwise as {@link #claim}.
   */
  Optional<Claim> claimAlone(WorkerId worker, List<RunId> runs, Duration lease);

  /**
   * Prolongs all of these claims that are still this worker's, even those whose lease is over as long
   * as nobody took them. Those that a hold {@linkplain org.translationjobs.core.hold.Hold.Kind#interrupts
   * interrupts} are handed back instead: an interruption.
   *
   * @return those that are lost: taken by another, or {@linkplain #revoked revoked}
   */
  Set<ClaimId> renew(WorkerId worker, Collection<Claim> claims, Duration lease);

  /**
   * Which of these claims no longer stand: lost ones, those whose job or subtask is no longer
   * IN_PROGRESS (PENDING for a silent claim's subtask) or was deleted, and those that a hold of the
   * job, the fleet or every engine of the run {@linkplain
   * org.translationjobs.core.hold.Hold.Kind#interrupts interrupts}. Changes nothing; {@link #renew}
   * hands the latter back.
   */
  Set<ClaimId> revoked(WorkerId worker, Collection<Claim> claims);

  /**
   * Finishes work: the item and its subtask become DONE, the result is referenced, the job's count
   * and progress go up. Each row on its own is accepted only while its item carries the claim id and
   * job and subtask are IN_PROGRESS (or PENDING, the subtask of a silent claim). Idempotent: a
   * repeated finish is accepted once more without counting twice.
   *
   * @return for each claim what became of it
   */
  Map<ClaimId, Finish> finish(List<FinishedWork> work);

  /**
   * Gives up claims: the item is due again, or failed, as {@link Release} says. Stale ones are
   * passed over. Idempotent.
   *
   * @return the claims that were still held
   */
  Set<ClaimId> release(List<Release> releases);

  /**
   * Takes back the claims whose lease is over, by the rules of {@link Rescue}. Rows are locked one by
   * one, and the lease is compared again under the lock.
   */
  List<Rescued> rescue(int atMost);

  /**
   * Puts a person's text in as the finished result of a subtask, under the job's lock and by the
   * rules of {@link Provision}, whether the job is under way or has ended: the subtask becomes DONE,
   * its item, if it has one, too, marked with {@link ProvidedWork#ENGINE}; an earlier result is
   * replaced. No finish under an earlier claim is accepted afterwards. A run under way goes on; none
   * is started. A refused text's staged object waits for its deletion. Idempotent.
   */
  Provided provide(ProvidedWork work);

  /** What became of a provided text. */
  sealed interface Provided {
    /**
     * @param missing
     *          subtasks of the job that are not DONE
     * @param underWay
     *          whether a run goes on with the job
     */
    record Accepted(org.translationjobs.core.job.Progress progress, int missing, boolean underWay)
        implements Provided {}

    /** @param reason of the job, and what to do */
    record Refused(String reason) implements Provided {}

    /** There is no such job, or it has no such subtask. */
    record NotFound() implements Provided {}
  }

  /**
   * A claim that was taken back.
   *
   * @param failed
   *          whether the item is FAILED because it has outlived too many workers
   */
  record Rescued(WorkItem item, ClaimId claim, WorkerId from, boolean failed) {}

  /** What became of a finish. */
  sealed interface Finish {
    /**
     * @param remaining
     *          work items of the run that are neither DONE nor FAILED yet
     */
    record Accepted(org.translationjobs.core.job.Progress progress, int remaining)
        implements Finish {}

    /** The claim was no longer held: the result must be forgotten. */
    record Stale() implements Finish {}
  }
}
