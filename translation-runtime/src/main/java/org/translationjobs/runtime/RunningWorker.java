package org.translationjobs.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.translationjobs.core.worker.Worker;

/** A worker that was started inside this service. Thread-safe. */
public final class RunningWorker implements AutoCloseable {
  private final Worker worker;
  private final Consumer<RunningWorker> forget;

  /**
   * @param forget
   *          is called when it has stopped
   */
  RunningWorker(Worker worker, Consumer<RunningWorker> forget) {
    this.worker = worker;
    this.forget = forget;
  }

  /**
   * Stops in order, within the shutdown time: nothing new is claimed, running subtasks finish or are
   * handed back. Idempotent; a second call waits for the same end.
   *
   * @return whether everything ended in time
   */
  public boolean stop() throws InterruptedException {
    var inTime = worker.stop();
    forget.accept(this);
    return inTime;
  }

  /** Subtasks in flight. */
  public int claims() {
    return worker.claims();
  }

  /** For each loop how long ago it last came round; more than 30 seconds means that it hangs. */
  public Map<String, Duration> loops() {
    return worker.loops();
  }

  /** {@link #stop}; an interrupt ends the wait and stays set. */
  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
