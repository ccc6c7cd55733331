package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.work.Claim;

/**
 * Runs that this worker has started, on their way from who starts them to who claims, with what was claimed
 * with their start. Room for that is reserved first, so that never more arrives than there is room for.
 * Thread-safe.
 */
final class Arrivals {
  private final List<Begun> arrived = new ArrayList<>();
  /** Claims for which there is room, on their way or arrived. */
  private int reserved;
  private boolean closed;

  /** A run that has begun. */
  record Begun(Activated.Started run, Duration claimedAt) {
    List<Claim> claims() {
      return run.claims();
    }

    /** Whether there is more of it to claim. */
    boolean hasMore() {
      return claims().size() < run.toTranslate();
    }
  }

  /** Reserves room for so many claims; false where none may arrive. */
  synchronized boolean reserve(int claims) {
    reserved += closed ? 0 : claims;
    return !closed;
  }

  /** What came of a reservation for so many. */
  synchronized void arrive(int claims, Optional<Begun> begun) {
    reserved -= claims;
    begun.ifPresent(run -> {
      reserved += run.claims().size();
      arrived.add(run);
    });
  }

  /** What has arrived; its claims keep their room until they are {@linkplain #held held}. */
  synchronized List<Begun> take() {
    var taken = List.copyOf(arrived);
    arrived.clear();
    return taken;
  }

  synchronized void held(int claims) {
    reserved -= claims;
  }

  synchronized int reserved() {
    return reserved;
  }

  /** From now on nothing is reserved; whether nothing is on its way any more. */
  synchronized boolean close() {
    closed = true;
    return reserved == 0;
  }

  synchronized void open() {
    closed = false;
  }
}
