package org.translationjobs.core.work;

import java.time.Duration;

/** How a claim is given up without a result. */
public sealed interface Release {
  ClaimId claim();

  WorkItem item();

  /** The worker stops or is not needed: due at once, no attempt spent. */
  record HandBack(ClaimId claim, WorkItem item) implements Release {}

  /** An engine or a store is down: due later, nothing spent. */
  record Postpone(ClaimId claim, WorkItem item, Duration delay, String reason)
      implements Release {}

  /** The subtask's own failure: one attempt spent, due later. */
  record Retry(ClaimId claim, WorkItem item, Duration delay, String reason) implements Release {}

  /** The subtask's own failure, for good: FAILED. */
  record Fail(ClaimId claim, WorkItem item, String reason) implements Release {}
}
