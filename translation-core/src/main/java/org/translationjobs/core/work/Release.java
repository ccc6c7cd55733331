package org.translationjobs.core.work;

import java.time.Duration;

/** How a claim is given up without a result. */
public sealed interface Release {
  /** Hand-backs after which a subtask is taken for one that never comes to its end. */
  int MOST_HAND_BACKS = 100;

  ClaimId claim();

  WorkItem item();

  /**
   * Gives a claim back that its worker cannot bring to an end, because it stops, because the job is
   * held or because the source text could not be read; pure.
   *
   * @return a {@link HandBack}; a {@link Fail} after {@value #MOST_HAND_BACKS} of them
   */
  static Release handBack(Claim claim) {
    var item = claim.item();
    var before = item.counts().interruptions();
    return before < MOST_HAND_BACKS
        ? new HandBack(claim.id(), item)
        : new Fail(
            claim.id(), item,
            "handed back " + before + " times by workers that stopped or were held before it was"
                + " done. Let them run for longer than its translation takes, then reprocess the"
                + " subtask");
  }

  /** The worker stops or is not needed: due at once, an interruption but no attempt spent. */
  record HandBack(ClaimId claim, WorkItem item) implements Release {}

  /** An engine or a store is down: due later, nothing spent. */
  record Postpone(ClaimId claim, WorkItem item, Duration delay, String reason)
      implements Release {}

  /** The subtask's own failure: one attempt spent, due later. */
  record Retry(ClaimId claim, WorkItem item, Duration delay, String reason) implements Release {}

  /** The subtask's own failure, for good: one attempt spent, FAILED. */
  record Fail(ClaimId claim, WorkItem item, String reason) implements Release {}
}
