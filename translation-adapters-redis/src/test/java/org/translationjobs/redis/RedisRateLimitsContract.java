package org.translationjobs.redis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.testkit.RateLimitsContract;

/** The contract on one kind of server. */
abstract class RedisRateLimitsContract implements RateLimitsContract {
  private final String url;
  private RedisAnnouncements one;
  private RedisAnnouncements two;

  RedisRateLimitsContract(String url) {
    this.url = url;
  }

  @BeforeEach
  void connect() {
    one = RedisAnnouncements.of(RedisSettings.of(url));
    two = RedisAnnouncements.of(RedisSettings.of(url));
    RateLimitsUnderTest.awaitConnection(one.rateLimits());
    RateLimitsUnderTest.awaitConnection(two.rateLimits());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Override
  public RateLimits limits() {
    return one.rateLimits();
  }

  @Override
  public RateLimits elsewhere() {
    return two.rateLimits();
  }
}
