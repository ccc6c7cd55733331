package org.translationjobs.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/** A {@link RedisClient} that knows its server; who made it closes it. */
record StandaloneConnector(RedisClient client, String where) implements RedisConnector {
  @Override
  public OpenRedis connect() {
    return OpenRedis.server(Handshakes.connect(() -> client.connect(ByteArrayCodec.INSTANCE)));
  }

  @Override
  public StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
    return Handshakes.connect(() -> client.connectPubSub(ByteArrayCodec.INSTANCE));
  }

  @Override
  public boolean switchToCluster() {
    return false;
  }

  @Override
  public void close() {}
}
