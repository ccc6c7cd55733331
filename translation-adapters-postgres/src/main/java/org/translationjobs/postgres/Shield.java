package org.translationjobs.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs database work on a thread that nobody interrupts. An interrupt of a virtual thread closes the
 * socket it reads from: the connection would be lost and the outcome of a write unknown. The caller
 * waits and finds its interrupt flag set afterwards; how long is bounded by the statements' limits.
 */
final class Shield {
  private Shield() {}

  static <T> T run(Body<T> body) {
    var task = new FutureTask<>(body::run);
    Thread.ofVirtual().name("postgres").start(task);
    var interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      exception.addSuppressed(new CalledFrom());
      return exception;
    }
    return new IllegalStateException(cause);
  }

  @FunctionalInterface
  interface Body<T> {
    T run() throws SQLException;
  }

  /** Where the caller stood; the exception's own trace shows the shielded thread only. */
  private static final class CalledFrom extends Exception {
    private static final long serialVersionUID = 1;

    CalledFrom() {
      super("called from");
    }
  }
}
