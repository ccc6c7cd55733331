package org.translationjobs.core.worker;

import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;

/** Tells the listener, whose own failures must not become ours. */
final class Events {
  private final WorkerListener listener;

  Events(WorkerListener listener) {
    this.listener = listener;
  }

  void tell(WorkerEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException ignored) {
      // documented: what a listener throws is dropped
    }
  }
}
