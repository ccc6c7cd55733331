package org.translationjobs.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for answers; failures come as they were, inside a {@link CompletionException}. */
final class Replies {
  private Replies() {}

  static <T> T await(Future<T> reply, Duration atMost) throws InterruptedException {
    try {
      return reply.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(causeOf(e));
    } catch (TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  /** An interruption is not lost: it is there again afterwards. */
  static <T> T awaitUninterruptibly(Future<T> reply, Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    var interrupted = false;
    try {
      while (true) {
        try {
          return await(reply, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs what blocks, and heeds interruption, away from the caller. */
  static <T> CompletableFuture<T> start(String name, Supplier<T> body) {
    var result = new CompletableFuture<T>();
    Thread.ofVirtual().name(name).start(() -> {
      try {
        result.complete(body.get());
      } catch (Throwable e) { // the caller waits for it
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private static Throwable causeOf(ExecutionException e) {
    var cause = e.getCause();
    return cause == null ? e : cause;
  }
}
