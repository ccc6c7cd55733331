package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;

/** Lets one operation's statements pass one by one. Open until it is shut. */
final class Gate {
  private boolean shut;
  private boolean waiting;
  private int permits;
  private final List<String> passed = new ArrayList<>();

  /** From now on each statement waits to be let go. */
  synchronized void shut() {
    shut = true;
    permits = 0;
    passed.clear();
  }

  synchronized void open() {
    shut = false;
    notifyAll();
  }

  /** Called by the operation before a statement. */
  synchronized void pass(String statement) {
    waiting = true;
    notifyAll();
    while (shut && permits == 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    waiting = false;
    permits = Math.max(0, permits - 1);
    passed.add(statement.strip().lines().findFirst().orElse("").strip());
  }

  synchronized void letOneGo() {
    permits = 1;
    waiting = false;
    notifyAll();
  }

  synchronized boolean isWaiting() {
    return waiting && permits == 0;
  }

  /** Waits a moment for the operation to come to the gate; may return too early. */
  @SuppressWarnings("WaitNotInLoop")
  synchronized void awaitMoment(long millis) throws InterruptedException {
    if (!isWaiting()) {
      wait(millis);
    }
  }

  synchronized void wake() {
    notifyAll();
  }

  synchronized List<String> passed() {
    return List.copyOf(passed);
  }
}
