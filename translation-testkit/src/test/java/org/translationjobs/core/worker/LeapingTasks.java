package org.translationjobs.core.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.time.Tasks;

/**
 * Time that passes only while the one task there is waits, and then at once. Another one that it
 * starts has ended when it goes on.
 */
final class LeapingTasks implements Tasks {
  private Duration now = Duration.ZERO;
  private @Nullable Runnable meanwhile;

  /** Happens once, the next time something waits. */
  void whileWaiting(Runnable happens) {
    meanwhile = happens;
  }

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public Task start(String name, Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Ended();
  }

  private record Ended() implements Task {
    @Override
    public void interrupt() {}

    @Override
    public boolean join(Duration atMost) {
      return true;
    }
  }

  @Override
  public Signal newSignal() {
    return new Signal() {
      private boolean raised;

      @Override
      public void raise() {
        raised = true;
      }

      @Override
      public boolean await(Duration atMost) {
        var happens = meanwhile;
        meanwhile = null;
        if (happens != null) {
          happens.run();
        }
        var found = raised;
        raised = false;
        if (!found) {
          now = now.plus(atMost);
        }
        return found;
      }
    };
  }

  @Override
  public double random() {
    return 0.5;
  }
}
