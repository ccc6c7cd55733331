package org.translationjobs.runtime.tasks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.translationjobs.core.time.Tasks.Signal;

/** A raise that comes between two waits is found by the second one. */
final class LockSignal implements Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean isRaised;

  @Override
  public void raise() {
    lock.lock();
    try {
      isRaised = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    // saturates instead of overflowing
    var left = TimeUnit.NANOSECONDS.convert(atMost);
    lock.lockInterruptibly();
    try {
      while (!isRaised && left > 0) {
        left = changed.awaitNanos(left);
      }
      var found = isRaised;
      isRaised = false;
      return found;
    } finally {
      lock.unlock();
    }
  }
}
