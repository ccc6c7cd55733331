package org.translationjobs.core.worker;

import java.time.Duration;
import org.translationjobs.core.time.Tasks.Signal;

/**
 * Wakes who claims: because there may be something new to claim, or only because there is room again. When
 * nothing was found at the last look, room alone is no reason to look again. Thread-safe.
 */
final class ClaimSignal implements Signal {
  private final Signal signal;
  private boolean news;

  ClaimSignal(Signal signal) {
    this.signal = signal;
  }

  /** There may be something new to claim. */
  @Override
  public void raise() {
    synchronized (this) {
      news = true;
    }
    signal.raise();
  }

  void raiseForRoom() {
    signal.raise();
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return signal.await(atMost);
  }

  /** Whether there were news since the last time that this was asked. */
  synchronized boolean takeNews() {
    var was = news;
    news = false;
    return was;
  }
}
