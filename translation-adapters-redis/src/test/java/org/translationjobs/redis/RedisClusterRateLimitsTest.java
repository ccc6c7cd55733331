package org.translationjobs.redis;

import org.junit.jupiter.api.AfterAll;
import org.translationjobs.testkit.EmbeddedRedisCluster;

class RedisClusterRateLimitsTest extends RedisRateLimitsContract {
  private static final EmbeddedRedisCluster CLUSTER = EmbeddedRedisCluster.start();

  RedisClusterRateLimitsTest() {
    super(CLUSTER.url());
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }
}
