package org.translationjobs.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Clients and threads of our own, made from a URL. Lettuce does not reconnect by itself here: it would
 * replay a BLMOVE that nobody waits for any more.
 */
final class UrlConnector implements RedisConnector {
  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);

  private final RedisSettings settings;
  private final RedisUrl url;
  private final List<AbstractRedisClient> clients = new ArrayList<>();
  /** Made when it is first used: a command that needs no Redis ends sooner. */
  private @Nullable RedisConnector current;
  private boolean closed;

  UrlConnector(RedisSettings settings) {
    this.settings = settings;
    this.url = RedisUrl.parse(settings.url());
    url.nodes().forEach(this::prepare);
    if (settings.trustedCertificates() != null) {
      current(); // what cannot be read is told at once
    }
  }

  @Override
  public OpenRedis connect() {
    return current().connect();
  }

  @Override
  public StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
    return current().connectPubSub();
  }

  @Override
  public synchronized boolean switchToCluster() {
    refuseWhenClosed();
    if (!(current instanceof ClusterConnector)) {
      current = cluster();
    }
    return true;
  }

  @Override
  public String where() {
    return url.where();
  }

  @Override
  public synchronized void close() {
    closed = true;
    clients.forEach(client -> client.shutdown(0, 2, TimeUnit.SECONDS));
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("this Redis client is closed");
    }
  }

  private synchronized RedisConnector current() {
    refuseWhenClosed();
    var made = current;
    if (made == null) {
      made = url.isCluster() ? cluster() : standalone();
      current = made;
    }
    return made;
  }

  private void prepare(RedisURI node) {
    node.setTimeout(settings.commandTimeout());
    node.setClientName("translation-jobs");
    node.getSentinels().forEach(sentinel -> sentinel.setTimeout(settings.commandTimeout()));
  }

  private RedisConnector standalone() {
    var client = RedisClient.create(url.nodes().getFirst());
    client.setOptions(configured(ClientOptions.builder()).build());
    clients.add(client);
    return new StandaloneConnector(client, url.where());
  }

  private RedisConnector cluster() {
    var client = RedisClusterClient.create(url.nodes());
    var builder = ClusterClientOptions.builder();
    configured(builder);
    client.setOptions(builder.topologyRefreshOptions(
        ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(TOPOLOGY_REFRESH).build())
        .build());
    clients.add(client);
    return new ClusterConnector(client, url.where(), QueueKeys.of(settings.queue()).slot());
  }

  private <B extends ClientOptions.Builder> B configured(B options) {
    options.autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build()) // a BLMOVE may wait
        .socketOptions(SocketOptions.builder()
            .connectTimeout(settings.commandTimeout())
            .keepAlive(true)
            .build());
    var certificates = settings.trustedCertificates();
    if (certificates != null) {
      options.sslOptions(SslOptions.builder()
          .jdkSslProvider()
          .trustManager(certificates.toFile())
          .build());
    }
    return options;
  }
}
