package org.translationjobs.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;

/**
 * The connection that all short commands share. Made when first needed and again after it was lost;
 * while the server cannot be reached, calls fail at once and at most one attempt runs, with growing
 * pauses. Thread-safe.
 */
final class RedisLink {
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final RedisConnector connector;
  private final Duration commandTimeout;
  private @Nullable OpenRedis open;
  private @Nullable CompletableFuture<OpenRedis> attempt;
  private @Nullable UnavailableException problem;
  private long notBefore;
  private long pause;
  private boolean closed;

  RedisLink(RedisConnector connector, Duration commandTimeout) {
    this.connector = connector;
    this.commandTimeout = commandTimeout;
  }

  /** Sends one command and waits for its answer, also on an interrupted thread. */
  <T> T call(String key, Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    @Nullable
    OpenRedis used = null;
    try {
      used = Replies.awaitUninterruptibly(connection(), connectTimeout());
      return Replies.awaitUninterruptibly(command.apply(used.commands()), commandTimeout);
    } catch (RuntimeException e) {
      throw failed(e, used, key);
    }
  }

  /**
   * The same for a caller who cannot wait as long: an answer that is late is lost, and the connection
   * only when it takes longer than any may.
   */
  <T> T call(
      String key, Duration atMost,
      Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    @Nullable
    OpenRedis used = null;
    @Nullable
    RedisFuture<T> reply = null;
    var deadline = System.nanoTime() + atMost.toNanos();
    try {
      used = Replies.awaitUninterruptibly(connection(), atMost);
      reply = command.apply(used.commands());
      return Replies.awaitUninterruptibly(
          reply, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    } catch (RuntimeException e) {
      if (reply != null && used != null && e.getCause() instanceof TimeoutException) {
        closeWithout(reply, used);
        throw failed(e, null, key);
      }
      throw failed(e, used, key);
    }
  }

  private void closeWithout(RedisFuture<?> reply, OpenRedis used) {
    var unused = reply.toCompletableFuture()
        .copy()
        .orTimeout(commandTimeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((answer, failure) -> {
          if (failure instanceof TimeoutException) {
            used.close();
          }
        });
  }

  /** The open connection, one that is being made, or why there is none. */
  synchronized CompletableFuture<OpenRedis> connection() {
    if (closed) {
      return CompletableFuture.failedFuture(closedException());
    }
    if (open != null && open.isOpen()) {
      return CompletableFuture.completedFuture(open);
    }
    if (attempt != null) {
      return attempt;
    }
    if (problem != null && System.nanoTime() - notBefore < 0) {
      return CompletableFuture.failedFuture(again(problem));
    }
    discard(open);
    var started = new CompletableFuture<OpenRedis>();
    attempt = started;
    var unused = Replies.start("redis-connect", this::openChecked)
        .whenComplete((made, failure) -> settle(started, made, failure));
    return started;
  }

  /** Begins to connect, for commands that will not wait long. */
  void prepare() {
    var unused = connection();
  }

  Duration commandTimeout() {
    return commandTimeout;
  }

  Duration connectTimeout() {
    return commandTimeout.multipliedBy(2);
  }

  RedisConnector connector() {
    return connector;
  }

  UnavailableException unavailable(Throwable failure, String key) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure
        .getCause() : failure;
    return RedisProblems.unavailable(cause, connector.where(), key);
  }

  /** What the server says about itself; nothing when its user may not ask. */
  ServerFacts facts(OpenRedis connection) {
    try {
      return ServerFacts.parse(Replies.awaitUninterruptibly(connection.commands().info(),
          commandTimeout));
    } catch (CompletionException e) {
      if (e.getCause() instanceof RedisCommandExecutionException) {
        return ServerFacts.parse("");
      }
      throw e;
    }
  }

  synchronized void close() {
    closed = true;
    if (open != null) {
      open.closeAndWait();
    }
  }

  private OpenRedis openChecked() {
    var made = connector.connect();
    try {
      var facts = facts(made);
      if (!facts.isSupported()) {
        throw new UnavailableException("Redis", "Redis at " + connector.where() + " is version "
            + facts.version()
            + "; 6.2 or newer, or Valkey, is needed", null);
      }
      if (!facts.clusterEnabled() || made.cluster()) {
        return made;
      }
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
    made.close();
    if (!connector.switchToCluster()) {
      throw new UnavailableException("Redis", "Redis at " + connector.where()
          + " is part of a Cluster; give a RedisClusterClient instead of a RedisClient", null);
    }
    return connector.connect();
  }

  private void settle(CompletableFuture<OpenRedis> started, @Nullable OpenRedis made,
      @Nullable Throwable failure) {
    if (made != null) {
      connected(made);
      started.complete(made);
    } else if (failure != null) {
      started.completeExceptionally(notConnected(unavailable(failure, "")));
    }
  }

  private synchronized void connected(OpenRedis made) {
    attempt = null;
    problem = null;
    pause = 0;
    open = made;
    if (closed) {
      made.close();
    }
  }

  private synchronized UnavailableException notConnected(UnavailableException failure) {
    attempt = null;
    problem = failure;
    pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pause * 2));
    notBefore = System.nanoTime() + ThreadLocalRandom.current().nextLong(pause / 2, pause);
    return failure;
  }

  private UnavailableException failed(RuntimeException failure, @Nullable OpenRedis used,
      String key) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure
        .getCause() : failure;
    if (used != null && !RedisProblems.keepsConnection(cause)) {
      used.close();
    }
    return isClosed() ? closedException() : unavailable(cause, key);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private UnavailableException closedException() {
    return new UnavailableException("Redis", "the connection to Redis at " + connector.where()
        + " was closed", null);
  }

  /** A new exception, so that its stack trace tells who asked. */
  private static UnavailableException again(UnavailableException problem) {
    return new UnavailableException(problem.what(), String.valueOf(problem.getMessage()), problem);
  }

  private static void discard(@Nullable OpenRedis connection) {
    if (connection != null) {
      connection.close();
    }
  }
}
