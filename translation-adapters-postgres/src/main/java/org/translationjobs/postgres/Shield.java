package org.translationjobs.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs database work on threads that nobody interrupts. An interrupt may close the socket that its
 * thread reads from, or end the wait for a connection: the connection would be lost and the outcome of
 * a write unknown. The caller waits and finds its interrupt flag set afterwards; how long is bounded by
 * the statements' limits.
 *
 * <p>
 * At most one thread for each caller that waits and for what goes on beside one, each used again; one that
 * is free for half a minute ends. They are platform threads, so that nobody's computing on virtual threads
 * holds up a statement.
 */
final class Shield implements AutoCloseable {
  private static final Duration KEEP_FREE_THREAD = Duration.ofSeconds(30);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final ExecutorService threads = new ThreadPoolExecutor(
      0, Integer.MAX_VALUE, KEEP_FREE_THREAD.toMillis(), TimeUnit.MILLISECONDS,
      new SynchronousQueue<>(),
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("translation-postgres-", 1)
          .factory());

  /**
   * @throws IllegalStateException
   *           after {@link #close}
   */
  <T> T run(Body<T> body) {
    return answer(begin(body));
  }

  /**
   * Runs it while the caller goes on.
   *
   * @throws IllegalStateException
   *           after {@link #close}
   */
  <T> FutureTask<T> begin(Body<T> body) {
    var task = new FutureTask<>(body::run);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("this database was closed", e);
    }
    return task;
  }

  /** For what gives something back: the same, and after {@link #close} on the caller's thread. */
  <T> T runEvenIfClosed(Body<T> body) {
    var task = new FutureTask<>(body::run);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
    return answer(task);
  }

  private static <T> T answer(FutureTask<T> task) {
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

  /** Lets running work end, five seconds at most, and its threads with it. Idempotent. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      var unused = threads.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
