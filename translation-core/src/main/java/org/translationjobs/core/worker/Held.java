package org.translationjobs.core.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.time.Tasks.Task;
import org.translationjobs.core.work.Claim;

/** A claim of this worker and how far it is. Guarded by {@link InFlight}. */
final class Held {
  enum Stage {
    /** Claimed ahead; nothing has begun. */
    WAITING,
    /** Being translated or staged. */
    RUNNING,
    /** Its outcome waits to be written down. */
    REPORTING
  }

  final Claim claim;
  /** Not there before it is ready, nor where there is none. */
  @Nullable
  SourceText source;
  final Duration claimedAt;
  /** Whether nothing else may be claimed beside it. */
  final boolean alone;
  /** Whether its subtask's row does not say yet that it is claimed. */
  boolean silent;
  Stage stage = Stage.WAITING;
  boolean lost;
  /** Whether no further engine call may begin: its job is held, and what is paid for may end. */
  boolean resting;
  @Nullable
  Task task;
  /** Since when it is running. */
  @Nullable
  Duration runsSince;

  Held(Claim claim, Duration claimedAt, boolean alone, boolean silent) {
    this.claim = claim;
    this.claimedAt = claimedAt;
    this.alone = alone;
    this.silent = silent;
  }
}
