package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.translationjobs.core.worker.WorkerProfile;

/** A worker and until when it is believed to live. */
record WorkerRow(WorkerProfile profile, Instant startedAt, Instant beatAt, Instant until) {

  boolean livesAt(Instant now) {
    return until.isAfter(now);
  }
}
