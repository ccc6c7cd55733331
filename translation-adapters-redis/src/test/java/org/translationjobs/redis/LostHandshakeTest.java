package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.async.RedisServerAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.testkit.EmbeddedRedis;

/** Lettuce loses what a server says that answers before it listens. */
class LostHandshakeTest {
  @Test
  void itIsTriedOnceMore() {
    try (var redis = EmbeddedRedis.start(); var connector = new Losing(redis.url(), 1)) {
      var link = new RedisLink(connector, Duration.ofSeconds(30));
      long keys = link.<Long>call("", RedisServerAsyncCommands::dbsize);
      assertThat(keys).isZero();
      assertThat(connector.connects).isEqualTo(2);
      link.close();
    }
  }

  @Test
  void aServerThatNeverSaysMoreIsReported() {
    try (var redis = EmbeddedRedis.start(); var connector = new Losing(redis.url(), 2)) {
      var link = new RedisLink(connector, Duration.ofSeconds(30));
      assertThatThrownBy(() -> link.<Long>call("", RedisServerAsyncCommands::dbsize))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("closes the connection");
      link.close();
    }
  }

  /** Connects to a real server, but not at first. */
  private static final class Losing implements RedisConnector {
    private final UrlConnector real;
    private final int losses;
    private volatile int connects;

    Losing(String url, int losses) {
      this.real = new UrlConnector(RedisSettings.of(url));
      this.losses = losses;
    }

    @Override
    public synchronized OpenRedis connect() {
      connects = connects + 1;
      if (connects <= losses) {
        throw new RedisConnectionException(
            "Unable to connect",
            new IllegalStateException("RedisHandshakeHandler not registered"));
      }
      return real.connect();
    }

    @Override
    public StatefulRedisPubSubConnection<byte[], byte[]> connectPubSub() {
      return real.connectPubSub();
    }

    @Override
    public boolean switchToCluster() {
      return false;
    }

    @Override
    public String where() {
      return real.where();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
