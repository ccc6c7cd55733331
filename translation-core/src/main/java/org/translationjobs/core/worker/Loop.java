package org.translationjobs.core.worker;

import java.time.Duration;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;

/**
 * Repeats a turn until stopped. A turn does its own waiting; one that fails is tried again with
 * growing, jittered pauses, for ever.
 */
final class Loop {
  /** After so much work a turn ends, though there is more: what comes first in it must not wait. */
  static final Duration LONGEST_WORK = Duration.ofSeconds(2);
  /** A loop that waited longer in one turn would look as if it hung. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final Tasks tasks;
  private final Events events;
  private final Signal stopped;
  private volatile boolean stopping;
  private volatile Duration lastTurn;

  Loop(String name, Tasks tasks, Events events) {
    this.name = name;
    this.tasks = tasks;
    this.events = events;
    this.stopped = tasks.newSignal();
    this.lastTurn = tasks.now();
  }

  String name() {
    return name;
  }

  /** Since the last turn began. */
  Duration age() {
    return tasks.now().minus(lastTurn);
  }

  /** Lets the running turn end and starts no other. */
  void stop() {
    stopping = true;
    stopped.raise();
  }

  void run(Tasks.Body turn) throws InterruptedException {
    var failures = 0;
    while (!stopping) {
      lastTurn = tasks.now();
      try {
        turn.run();
        if (failures > 0) {
          events.tell(new WorkerEvent.LoopRecovered(name, failures));
          failures = 0;
        }
      } catch (RuntimeException | Error e) {
        failures++;
        var pause = pause(failures);
        events.tell(new WorkerEvent.LoopFailed(name, e, failures, pause));
        stopped.await(pause);
      }
    }
  }

  private Duration pause(int failures) {
    var exponential = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    var longest = exponential.compareTo(LONGEST_PAUSE) < 0 ? exponential : LONGEST_PAUSE;
    return Duration.ofNanos((long) (longest.toNanos() * (0.5 + tasks.random() / 2)));
  }
}
