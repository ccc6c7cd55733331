package org.translationjobs.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/** A {@link RedisClusterClient}; who made it closes it. */
record ClusterConnector(RedisClusterClient client, String where) implements RedisConnector {
  @Override
  public OpenRedis connect() {
    client.refreshPartitions(); // a lost connection often means that another node has our slot now
    var connection = client.connect(ByteArrayCodec.INSTANCE);
    return new OpenRedis(connection, connection.async(), true);
  }

  @Override
  public StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
    return client.connectPubSub(ByteArrayCodec.INSTANCE);
  }

  @Override
  public boolean switchToCluster() {
    return true;
  }

  @Override
  public void close() {
  }
}
