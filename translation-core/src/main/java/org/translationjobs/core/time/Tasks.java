package org.translationjobs.core.time;

import java.time.Duration;

/**
 * Time, waiting and starting tasks: the only way in which the core does any of these. The runners
 * give it threads and the JVM's monotonic clock; the simulator decides every step.
 *
 * <p>
 * Thread-safe.
 */
public interface Tasks {
  /** Monotonic reading from an arbitrary origin; only differences mean something. */
  Duration now();

  /**
   * Starts a task. It runs beside its caller until its body returns; an exception that escapes the
   * body is given to the runner's uncaught handler and ends only this task.
   */
  Task start(String name, Body body);

  /**
   * {@link #start} for a task that mostly waits for somebody else, as an engine call does: there may be
   * hundreds at once, and a runner may give them something cheaper than other tasks.
   */
  default Task startCall(String name, Body body) {
    return start(name, body);
  }

  /** A new signal that is not raised. */
  Signal newSignal();

  /** A random fraction in [0, 1), for jitter. */
  double random();

  /** Waits for a time that nothing shortens but interruption. */
  default void sleep(Duration time) throws InterruptedException {
    newSignal().await(time);
  }

  /** What a task does. */
  @FunctionalInterface
  interface Body {
    void run() throws InterruptedException;
  }

  /** A started task. Thread-safe. */
  interface Task {
    /** Asks the task to stop by interrupting it; returns at once. */
    void interrupt();

    /** Waits until the task has ended; false when the time was over first. */
    boolean join(Duration atMost) throws InterruptedException;
  }

  /**
   * Remembers one raise until somebody waited for it: several raises before a wait count as one, a
   * wait takes the raise away. Thread-safe.
   */
  interface Signal {
    void raise();

    /** Waits for a raise; false when the time was over first. */
    boolean await(Duration atMost) throws InterruptedException;
  }
}
