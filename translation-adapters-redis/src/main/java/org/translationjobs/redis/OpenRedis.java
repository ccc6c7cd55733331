package org.translationjobs.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection to a server or a Cluster, with the commands that both have. Thread-safe. */
final class OpenRedis {
  private final StatefulConnection<byte[], byte[]> connection;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;
  private final boolean cluster;
  private final AtomicBoolean closed = new AtomicBoolean();

  OpenRedis(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands,
      boolean cluster) {
    this.connection = connection;
    this.commands = commands;
    this.cluster = cluster;
  }

  RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return commands;
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
      connection.closeAsync();
    }
  }
}
