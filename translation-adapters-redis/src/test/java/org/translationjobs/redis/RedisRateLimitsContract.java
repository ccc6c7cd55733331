package org.translationjobs.redis;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.testkit.RateLimitsContract;

/** The contract on one kind of server, with more patience than an engine call has. */
abstract class RedisRateLimitsContract implements RateLimitsContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String url;
  private UrlConnector connector;
  private RedisRateLimits one;
  private RedisRateLimits two;

  RedisRateLimitsContract(String url) {
    this.url = url;
  }

  @BeforeEach
  void connect() {
    connector = new UrlConnector(RedisSettings.of(url));
    one = limits(connector);
    two = limits(connector);
  }

  private static RedisRateLimits limits(RedisConnector connector) {
    return new RedisRateLimits(
        new RedisLink(connector, PATIENCE), QueueKeys.of(RedisSettings.DEFAULT_QUEUE), PATIENCE);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    connector.close();
  }

  @Override
  public RateLimits limits() {
    return one;
  }

  @Override
  public RateLimits elsewhere() {
    return two;
  }
}
