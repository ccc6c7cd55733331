package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.translationjobs.core.worker.WorkerProfile;

/** A worker and until when it is believed to live. */
record WorkerRow(WorkerProfile profile, Instant startedAt, Instant beatAt, Instant until) {

  /** Not living any more, but still known. */
  WorkerRow leftAt(Instant now) {
    return until.isAfter(now) ? new WorkerRow(profile, startedAt, beatAt, now) : this;
  }

  boolean livesAt(Instant now) {
    return until.isAfter(now);
  }
}
