package org.translationjobs.worker;

import java.time.Duration;

/** Ends the program when an orderly stop hangs. */
final class Deadline {
  /** For closing connections after the worker's own shutdown time. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Deadline() {
  }

  static void afterStop(StopRequest stop, Duration shutdown) {
    Thread.ofPlatform().daemon().name("shutdown deadline").start(() -> {
      try {
        stop.await();
        Thread.sleep(shutdown.plus(GRACE));
        Runtime.getRuntime().halt(ExitCode.FAILURE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
