package org.translationjobs.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * A {@link RedisClusterClient}; who made it closes it.
 *
 * @param slot
 *          of the queue; the node that serves it is looked for at every connect
 */
record ClusterConnector(RedisClusterClient client, String where, int slot) implements
    RedisConnector {
  @Override
  public OpenRedis connect() {
    client.refreshPartitions(); // a lost connection often means that another node has our slot now
    var cluster = Handshakes.connect(() -> client.connect(ByteArrayCodec.INSTANCE));
    try {
      var node = cluster.getPartitions().getMasterBySlot(slot);
      if (node == null) {
        throw new RedisException("CLUSTERDOWN no node serves the queue's slot " + slot);
      }
      return OpenRedis.node(cluster, cluster.getConnection(node.getUri().getHost(), node.getUri()
          .getPort()));
    } catch (RuntimeException e) {
      var unused = cluster.closeAsync();
      throw e;
    }
  }

  @Override
  public StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
    return Handshakes.connect(() -> client.connectPubSub(ByteArrayCodec.INSTANCE));
  }

  @Override
  public boolean switchToCluster() {
    return true;
  }

  @Override
  public void close() {}
}
