package org.translationjobs.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals are left to whoever runs the process. */
public record NoInterrupts() implements Interrupts {
  @Override
  public Watch watch() {
    var never = new CountDownLatch(1);
    return new Watch() {
      @Override
      public boolean await(Duration atMost) throws InterruptedException {
        return never.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      }

      @Override
      public int exitCode() {
        return ExitCode.INTERRUPTED;
      }

      @Override
      public void beforeHalt(Runnable action) {
        // no second signal is seen
      }

      @Override
      public void close() {
        // nothing was taken
      }
    };
  }
}
