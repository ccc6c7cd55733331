package org.translationjobs.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is running and has to be stopped, the last started first. Closed at the end of the run or by
 * Ctrl-C in another thread; whatever is being started at that moment is waited for, then stopped too.
 * Thread-safe.
 */
final class Running implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean stopped;

  /** Thrown instead of starting anything more after {@link #close}. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  <T extends AutoCloseable> T start(Callable<T> part) throws Exception {
    lock.lock();
    try {
      if (stopped) {
        throw new StoppedException();
      }
      var started = part.call();
      parts.push(started);
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when {@link #close} begins. */
  void awaitClose() throws InterruptedException {
    closing.await();
  }

  boolean isStopped() {
    return stopped;
  }

  /** Stops everything, whatever one part throws. Idempotent. */
  @Override
  public void close() {
    stopped = true;
    closing.countDown();
    lock.lock();
    try {
      while (!parts.isEmpty()) {
        stop(parts.pop());
      }
    } finally {
      lock.unlock();
    }
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("could not be stopped: " + e);
    }
  }
}
