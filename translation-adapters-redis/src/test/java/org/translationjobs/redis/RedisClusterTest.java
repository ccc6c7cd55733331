package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.EmbeddedRedisCluster;

class RedisClusterTest extends RedisAnnouncementsContract {
  private static final EmbeddedRedisCluster CLUSTER = EmbeddedRedisCluster.start();

  RedisClusterTest() {
    super(CLUSTER.url(), CLUSTER.nodeOf("translation_queue"));
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void theUrlOfAnySingleNodeFindsTheWholeCluster() {
    for (var node : CLUSTER.nodes()) {
      try (var announcements = RedisAnnouncements.of(RedisSettings.of(node.url()))) {
        announcements.announce(JobId.random());
        assertThat(announcements.describe()).matches(
            "Redis 6\\.2\\.\\d+ Cluster at 127\\.0\\.0\\.1:" + node.port());
      }
    }
    assertThat(announcements().depth()).isEqualTo(3);
  }

  @Test
  void aClusterOfOneNodeIsServed() {
    try (var node = EmbeddedRedis.startSingleClusterNode();
        var announcements = RedisAnnouncements.of(RedisSettings.of(node.url()))) {
      announcements.announce(JobId.random());
      assertThat(node.list("translation_queue")).hasSize(1);
    }
  }

  @Test
  void aGivenClusterClientIsUsedAndAGivenSimpleClientIsRefusedWithWords() {
    var url = CLUSTER.nodes().getFirst().url();
    try (var client = RedisClusterClient.create(url);
        var announcements = RedisAnnouncements.using(client, "translation_queue")) {
      announcements.announce(JobId.random());
      assertThat(announcements.depth()).isEqualTo(1);
    }
    try (var client = RedisClient.create(url);
        var announcements = RedisAnnouncements.using(client, "translation_queue")) {
      assertThatThrownBy(announcements::depth).isInstanceOf(UnavailableException.class)
          .hasMessageContaining("RedisClusterClient");
    }
  }
}
