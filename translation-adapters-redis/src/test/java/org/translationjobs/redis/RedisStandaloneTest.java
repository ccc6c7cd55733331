package org.translationjobs.redis;

import org.junit.jupiter.api.AfterAll;
import org.translationjobs.testkit.EmbeddedRedis;

class RedisStandaloneTest extends RedisAnnouncementsContract {
  private static final EmbeddedRedis REDIS = EmbeddedRedis.start();

  RedisStandaloneTest() {
    super(REDIS.url(), REDIS);
  }

  @AfterAll
  static void stop() {
    REDIS.close();
  }
}
