package org.translationjobs.runtime;

import org.translationjobs.core.time.Tasks.Task;

/** Follows a job until the job ends or this is closed. Thread-safe. */
public final class Subscription implements AutoCloseable {
  private final Task task;

  Subscription(Task task) {
    this.task = task;
  }

  /** The listener is not called any more, except by a call that is under way. Idempotent. */
  @Override
  public void close() {
    task.interrupt();
  }
}
