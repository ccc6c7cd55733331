package org.translationjobs.core.announcement;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;

/**
 * The queue on which other services name jobs. A hint only: everything it says is found in the
 * database as well, later.
 *
 * <p>
 * Thread-safe. Every method throws {@link org.translationjobs.core.UnavailableException} when the
 * queue's server cannot be reached; whether a write took effect is then unknown, and every write may
 * be repeated.
 */
public interface Announcements {
  /** Names a job at the end of the queue, in the form of the integration guide. */
  void announce(JobId job);

  /**
   * Takes the oldest announcement and keeps it for this worker until it is acknowledged or rejected.
   * Atomic: an announcement is in the queue or kept by exactly one worker, whatever dies.
   *
   * @param atMost
   *          how long to wait for one
   */
  Optional<Announcement> receive(WorkerId worker, Duration atMost) throws InterruptedException;

  /** Forgets a received announcement. Idempotent. */
  void acknowledge(WorkerId worker, Announcement announcement);

  /**
   * Moves a received announcement to the rejected list, which is bounded: the oldest entries fall
   * out. Idempotent.
   *
   * @param reason
   *          one line for a person
   */
  void reject(WorkerId worker, Announcement announcement, String reason);

  /**
   * Puts what a worker kept back to the head of the queue, in the old order, for the workers that
   * are not among the living. Atomic for each entry.
   *
   * @return how many announcements were put back
   */
  int recover(Collection<WorkerId> living);

  /** How many announcements wait in the queue. */
  long depth();

  /** The newest rejected announcements first, at most this many. */
  List<Rejected> rejected(int atMost);

  /**
   * Puts rejected announcements back to the end of the queue and takes them off the rejected list.
   *
   * @param ids
   *          of the entries; an id that is no longer there is passed over
   * @return how many were put back
   */
  int requeueRejected(Collection<String> ids);

  /** Deletes rejected announcements; returns how many. */
  int purgeRejected(Collection<String> ids);

  /** Tells idle workers everywhere that there is work. Lost without harm. */
  void wake();

  /** The same from a worker that knows of the work already. */
  void wakeOthers(WorkerId self);

  /**
   * Calls back on every {@link #wake} from anywhere, and on the {@link #wakeOthers} of others, until
   * closed. Lost wake-ups are possible. The callback must return at once.
   *
   * @param self
   *          whose {@link #wakeOthers} does not call back
   */
  WakeSubscription onWake(WorkerId self, Runnable callback);

  /** Ends a subscription. Idempotent. */
  interface WakeSubscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A received message.
   *
   * @param payload
   *          exactly as received; what is no valid UTF-8 is replaced, what exceeds
   *          {@link AnnouncementFormat#MAX_PAYLOAD} characters is cut
   * @param receipt
   *          by which the adapter knows the entry again
   */
  record Announcement(String payload, String receipt) {}

  /**
   * An entry of the rejected list.
   *
   * @param id
   *          names the entry for requeue and purge
   * @param rejectedAt
   *          ISO-8601 instant, by the worker's clock; empty for what somebody else put there
   */
  record Rejected(String id, String payload, String reason, String rejectedAt) {}
}
