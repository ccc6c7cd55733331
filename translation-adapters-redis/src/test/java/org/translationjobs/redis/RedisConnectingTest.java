package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.TestCertificate;

class RedisConnectingTest {
  @Test
  void aPasswordIsSentAndAWrongOneIsReportedWithoutIt() {
    try (var redis = EmbeddedRedis.startWithPassword("s3cret-pass")) {
      assertThat(problem(redis.url())).isEqualTo("none");
      assertThat(problem(redis.url().replace("s3cret", "wr0ng"))).contains(
          "refuses the user or password")
          .doesNotContain("wr0ng");
      assertThat(problem("redis://127.0.0.1:" + redis.port())).contains("wants a password");
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    try (var redis = EmbeddedRedis.start()) {
      assertThat(problem(redis.url() + "/99")).contains("has no database of the number");
    }
  }

  @Test
  void anUnknownHostAndARefusedConnectionAreOneClearLine() {
    assertThat(problem("redis://:hidden@no-such-host.invalid:6379")).contains(
        "no-such-host.invalid:6379")
        .contains("cannot be resolved")
        .doesNotContain("hidden")
        .doesNotContain("\n");
    assertThat(problem("redis://:hidden@127.0.0.1:1")).contains("127.0.0.1:1")
        .contains("connection refused")
        .doesNotContain("hidden");
    assertThat(problem("redis://127.0.0.1:1,127.0.0.1:2")).contains("127.0.0.1:1, 127.0.0.1:2");
    assertThat(problem("redis-sentinel://127.0.0.1:1#main")).contains("main")
        .contains("127.0.0.1:1");
  }

  @Test
  void tlsIsVerifiedUnlessTheUrlSaysOtherwise() {
    var certificate = TestCertificate.forName("ip:127.0.0.1");
    try (var redis = EmbeddedRedis.startWithTls(certificate)) {
      assertThat(problem(redis.url())).contains("no TLS connection").contains("trusted");
      assertThat(problem(redis.url() + "?verifyPeer=NONE")).isEqualTo("none");
      assertThat(
          problem(
              RedisSettings.of(redis.url()).withTrustedCertificates(certificate.certificate())))
          .isEqualTo("none");
      try (var announcements = RedisAnnouncements.of(
          RedisSettings.of("rediss://127.0.0.1:" + redis.port()))) {
        assertThat(announcements.problem()).hasValueSatisfying(p -> assertThat(p).contains("TLS"));
      }
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    var certificate = TestCertificate.forName("dns:elsewhere.example");
    try (var redis = EmbeddedRedis.startWithTls(certificate)) {
      assertThat(
          problem(
              RedisSettings.of(redis.url()).withTrustedCertificates(certificate.certificate())))
          .contains("host name");
    }
  }

  @Test
  void aGivenClientIsUsedAndStaysOpen() {
    try (var redis = EmbeddedRedis.start(); var client = RedisClient.create(redis.url())) {
      try (var announcements = RedisAnnouncements.using(client, "{tenant}:queue")) {
        announcements.announce(JobId.random());
        assertThat(announcements.describe()).startsWith("Redis 6.2.");
      }
      assertThat(redis.list("{tenant}:queue")).hasSize(1);
      try (var connection = client.connect()) {
        assertThat(connection.sync().ping()).isEqualTo("PONG");
      }
    }
  }

  /** Its first question would not wait for a connection as long as that may take. */
  @Test
  void whoListensIsConnectedForItsRateLimitsToo() {
    try (var redis = EmbeddedRedis.start();
        var client = RedisClient.create(redis.url());
        var observer = client.connect();
        var announcements = RedisAnnouncements.of(RedisSettings.of(redis.url()))) {
      try (var listening = announcements.onWake(WorkerId.random(), () -> {
      })) {
        assertThat(listening).isNotNull();
        Eventually.until(
            "two connections, beside the observer's",
            () -> observer.sync().clientList().lines().count() == 3);
      }
    }
  }

  @Test
  void describingAnUnreachableServerFails() {
    try (var announcements = RedisAnnouncements.of(RedisSettings.of("redis://127.0.0.1:1"))) {
      assertThatThrownBy(announcements::describe).isInstanceOf(UnavailableException.class);
    }
  }

  private static String problem(String url) {
    return problem(RedisSettings.of(url));
  }

  /** All servers here answer; on a machine that has much else to do, not always in time. */
  private static String problem(RedisSettings settings) {
    var problem = new AtomicReference<String>();
    Eventually.until("an answer in time", Duration.ofMinutes(3), () -> {
      try (var announcements = RedisAnnouncements.of(settings)) {
        problem.set(announcements.problem().orElse("none"));
      }
      return !problem.get().contains("does not answer in time");
    });
    return problem.get();
  }
}
