package org.translationjobs.cli;

import java.time.Duration;

/** Ctrl-C, for commands that have something to put in order before they end. */
public interface Interrupts {
  /** Takes signals from now on until closed; without it, they end the process as usual. */
  Watch watch();

  /** Signals that come while something runs. Thread-safe. */
  interface Watch extends AutoCloseable {
    /** Waits; true as soon as a signal came. */
    boolean await(Duration atMost) throws InterruptedException;

    /** Exit code that fits the signal. */
    int exitCode();

    /** What to do before a second signal ends the process at once. */
    void beforeHalt(Runnable action);

    @Override
    void close();
  }
}
