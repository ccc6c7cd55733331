package org.translationjobs.core.event;

/**
 * Is told what happens in a worker. Implementations are thread-safe: the worker's own tasks call it,
 * several at a time. It has to return at once, because they wait for it. A runtime exception that it
 * throws is dropped.
 */
@FunctionalInterface
public interface WorkerListener {
  void on(WorkerEvent event);

  /** Tells two listeners, this one first; the other is told also when this one throws. */
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
