package org.translationjobs.testkit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.translationjobs.core.time.Tasks;

/** {@link Tasks} on virtual threads and the JVM's clock, for tests that do not decide every step. */
public final class RealTasks implements Tasks {
  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public Task start(String name, Body body) {
    var thread = Thread.ofVirtual().name(name).start(() -> run(body));
    return new Task() {
      @Override
      public void interrupt() {
        thread.interrupt();
      }

      @Override
      public boolean join(Duration atMost) throws InterruptedException {
        return thread.join(atMost);
      }
    };
  }

  @Override
  public Signal newSignal() {
    var permits = new Semaphore(0);
    return new Signal() {
      @Override
      public void raise() {
        permits.release();
      }

      @Override
      public boolean await(Duration atMost) throws InterruptedException {
        var raised = permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        permits.drainPermits();
        return raised;
      }
    };
  }

  @Override
  public double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  private static void run(Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
