package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.translationjobs.core.work.WorkerId;

/**
 * Which workers live. Thread-safe; every method is atomic, by the database's clock, and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Workers {
  /** Enters a worker, or says again that it lives; for {@code lease} from now. Idempotent. */
  void beat(WorkerProfile worker, Duration lease);

  /** Takes a worker off that has stopped in order. Idempotent. */
  void leave(WorkerId worker);

  /** The workers whose lease is not over. */
  Set<WorkerId> living();

  /** All workers seen lately, the living first. */
  List<WorkerView> list();

  /**
   * A worker as the others see it.
   *
   * @param beatAgo
   *          since its last beat
   * @param claims
   *          work items it holds now
   */
  record WorkerView(
      WorkerProfile profile, boolean living, Duration upFor, Duration beatAgo, int claims) {}
}
