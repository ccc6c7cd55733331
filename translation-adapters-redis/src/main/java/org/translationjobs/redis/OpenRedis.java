package org.translationjobs.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection to the server, or to the Cluster node, that has the queue. Thread-safe. */
final class OpenRedis {
  private final StatefulConnection<?, ?> toClose;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final boolean cluster;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();

  private OpenRedis(StatefulConnection<?, ?> toClose, StatefulRedisConnection<byte[],
      byte[]> connection,
      boolean cluster) {
    this.toClose = toClose;
    this.connection = connection;
    this.cluster = cluster;
  }

  static OpenRedis server(StatefulRedisConnection<byte[], byte[]> connection) {
    return new OpenRedis(connection, connection, false);
  }

  /** The connection to one node is enough: all keys of a queue are in one slot. */
  static OpenRedis node(StatefulRedisClusterConnection<?, ?> cluster, StatefulRedisConnection<
      byte[], byte[]> node) {
    return new OpenRedis(cluster, node, true);
  }

  RedisAsyncCommands<byte[], byte[]> commands() {
    return connection.async();
  }

  boolean cluster() {
    return cluster;
  }

  boolean isOpen() {
    return !closed.get() && connection.isOpen();
  }

  /** Returns at once; a command that waits fails. Idempotent. */
  void close() {
    if (!closed.getAndSet(true)) {
      var unused = toClose.closeAsync().whenComplete((nothing, failure) -> gone.complete(null));
    }
  }

  /** Waits too, so that a client that is shut down next does not close it once more and warn about it. */
  void closeAndWait() {
    close();
    gone.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
  }
}
