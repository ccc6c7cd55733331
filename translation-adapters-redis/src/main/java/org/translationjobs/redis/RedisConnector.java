package org.translationjobs.redis;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/** Opens connections, each for one user. Thread-safe; blocks while it connects. */
interface RedisConnector extends AutoCloseable {
  OpenRedis connect();

  StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub();

  /**
   * The server said that it is part of a Cluster: from now on connections are made to all of it.
   *
   * @return false when this connector cannot
   */
  boolean switchToCluster();

  /** The servers as a person knows them, without password. */
  String where();

  /** Ends what this connector started, and waits until its threads are gone. */
  @Override
  void close();
}
