package org.translationjobs.s3;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that block on a socket, where only the interrupt of a virtual thread ends the wait. They run on
 * one of their own, so that an interrupt of the caller ends them whatever thread the caller is.
 */
final class Interruptible {
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private Interruptible() {}

  /** An interrupted caller leaves when the call has ended, which is soon; after two seconds anyway. */
  static <T> T call(Supplier<T> body) throws InterruptedException {
    var task = new FutureTask<>(body::get);
    var thread = Thread.ofVirtual().name("translation-s3").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join(LONGEST_END);
      throw e;
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
