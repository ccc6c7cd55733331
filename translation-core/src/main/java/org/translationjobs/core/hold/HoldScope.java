package org.translationjobs.core.hold;

import org.translationjobs.core.job.JobId;

/** What is held. */
public sealed interface HoldScope {
  /** The whole fleet. */
  record Fleet() implements HoldScope {}

  /** An engine: plans whose every engine is held are not claimed. */
  record Engine(String name) implements HoldScope {}

  record Job(JobId id) implements HoldScope {}
}
