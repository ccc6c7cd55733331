package org.translationjobs.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/** A connection to a server or a Cluster, with the commands that both have. */
record OpenRedis(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands,
    boolean cluster) {
  boolean isOpen() {
    return connection.isOpen();
  }

  /** Returns at once; a command that waits fails. Idempotent. */
  void close() {
    connection.closeAsync();
  }
}
