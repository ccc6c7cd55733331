package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.work.Claim;

/**
 * Runs that this worker has started, on their way from who starts them to who claims, with what was claimed
 * with their start; and the room that is reserved for claims that are being made. Thread-safe.
 */
final class Arrivals {
  private final List<Begun> arrived = new ArrayList<>();
  private int reserved;
  private boolean closed;
  private boolean stopped;

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

  /** Reserves room for so many claims. */
  synchronized void reserve(int claims) {
    reserved += claims;
  }

  synchronized void release(int claims) {
    reserved -= claims;
  }

  synchronized int reserved() {
    return reserved;
  }

  synchronized void arrive(Begun begun) {
    arrived.add(begun);
  }

  /** What has arrived since this was asked last. */
  synchronized List<Begun> take() {
    var taken = List.copyOf(arrived);
    arrived.clear();
    return taken;
  }

  /** Whether claims may be made with the start of a run. */
  synchronized boolean isOpen() {
    return !closed && !stopped;
  }

  synchronized void open() {
    closed = false;
  }

  /** From now on none are made with the start of a run, until it is opened again. */
  synchronized void close() {
    closed = true;
  }

  /** None are made with the start of a run any more. */
  synchronized void stop() {
    stopped = true;
  }
}
