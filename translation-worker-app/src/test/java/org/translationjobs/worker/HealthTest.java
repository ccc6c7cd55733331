package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.diagnosis.Finding;

class HealthTest {
  @Test
  void aWaitingStartIsAliveButNotReady() {
    var health = new Health(() -> List.of(Finding.ok("PostgreSQL", "db")));
    assertThat(health.live().ok()).isTrue();
    assertThat(health.ready().ok()).isFalse();
    assertThat(health.ready().status()).isEqualTo("starting");
  }

  @Test
  void aLoopThatHangsIsNamed() {
    var health = new Health(List::of);
    health.watch(() -> Map.of("sweep", Duration.ofSeconds(31), "claim", Duration.ofSeconds(1)));
    assertThat(health.live().ok()).isFalse();
    assertThat(health.live().findings()).extracting(Finding::subject).containsExactly("sweep");
    health.watch(() -> Map.of("sweep", Duration.ofSeconds(30)));
    assertThat(health.live().ok()).isTrue();
  }

  @Test
  void withoutRedisItIsReadyButDegraded() {
    var redis = Finding.warning("Redis", "down", "");
    var health = new Health(() -> List.of(Finding.ok("PostgreSQL", "db"), redis));
    health.watch(Map::of);
    assertThat(health.ready().ok()).isTrue();
    assertThat(health.ready().status()).isEqualTo("degraded");
  }

  @Test
  void withoutPostgresqlItIsNotReady() {
    var health = new Health(() -> List.of(Finding.error("PostgreSQL", "down", "")));
    health.watch(Map::of);
    assertThat(health.ready().ok()).isFalse();
  }
}
