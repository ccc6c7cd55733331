package org.translationjobs.core.event;

/**
 * Is told what happens in a worker. Called by the worker's own tasks, several at a time; has to
 * return at once. What it throws is dropped.
 */
@FunctionalInterface
public interface WorkerListener {
  void on(WorkerEvent event);

  /** Tells two listeners, this one first. */
  default WorkerListener and(WorkerListener other) {
    return event -> {
      try {
        on(event);
      } finally {
        other.on(event);
      }
    };
  }
}
