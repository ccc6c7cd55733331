package org.translationjobs.worker;

import java.time.Duration;

/** Ends the program when an orderly stop hangs, unless it is closed before. */
final class Deadline implements AutoCloseable {
  /** For closing connections after the worker's own shutdown time. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Thread thread;

  private Deadline(Thread thread) {
    this.thread = thread;
  }

  static Deadline afterStop(StopRequest stop, Duration shutdown) {
    return new Deadline(Thread.ofPlatform().daemon().name("shutdown deadline").start(() -> {
      try {
        stop.await();
        Thread.sleep(shutdown.plus(GRACE));
        Runtime.getRuntime().halt(ExitCode.FAILURE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
