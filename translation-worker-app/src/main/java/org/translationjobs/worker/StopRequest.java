package org.translationjobs.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The first signal asks for an orderly stop, the second ends the program at once. */
final class StopRequest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger signals = new AtomicInteger();
  private final IntConsumer halt;

  /**
   * @param halt
   *          ends the program with an exit code
   */
  StopRequest(IntConsumer halt) {
    this.halt = halt;
  }

  /** Called for each SIGTERM and SIGINT. */
  void onSignal(int number) {
    if (signals.incrementAndGet() == 1) {
      asked.countDown();
    } else {
      halt.accept(ExitCode.ofSignal(number));
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  void await() throws InterruptedException {
    asked.await();
  }

  /** Whether a stop was asked for before the time was over. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
