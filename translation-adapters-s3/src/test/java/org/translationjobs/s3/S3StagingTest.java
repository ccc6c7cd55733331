package org.translationjobs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.testkit.EmbeddedS3;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.StagingContract;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class S3StagingTest implements StagingContract {
  private static final EmbeddedS3 SERVER = EmbeddedS3.start().createBucket("translations");
  private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
      AwsBasicCredentials.create(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY));

  /** A prefix of its own makes every test's store a fresh one. */
  private final String prefix = "tests/" + JobId.random();
  private final S3Client raw = S3Clients.client(settings());
  private final S3Staging staging = S3Staging.of(settings());

  @AfterEach
  void close() {
    staging.close();
    raw.close();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Override
  public Staging staging() {
    return staging;
  }

  @Override
  public void writeAsOther(String path, byte[] content) {
    raw.putObject(r -> r.bucket("translations").key(prefix + "/" + path), RequestBody.fromBytes(
        content));
  }

  @Override
  public boolean exists(String path) {
    try {
      raw.headObject(r -> r.bucket("translations").key(prefix + "/" + path));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  @Test
  void thePathNamesBucketPrefixAndKey() throws Exception {
    var key = key();
    assertThat(staging.put(key, bytes("x"))).isEqualTo("s3://translations/" + prefix + "/" + key);
    assertThat(staging.get(key.path())).isInstanceOf(Found.Content.class);
    assertThat(staging.get(prefix + "/" + key)).isInstanceOf(Found.Content.class);
  }

  @Test
  void otherBucketsAndOtherPrefixesAreRefused() throws Exception {
    raw.putObject(r -> r.bucket("translations").key("outside.json"), RequestBody.fromString("x"));
    for (var path : List.of("s3://translations/outside.json", "s3://translations/" + prefix
        + "/../outside.json",
        "s3://translations/" + prefix + "-other/a.json", "s3://other/" + prefix + "/a.json",
        "s3://translations",
        "s3://translations/" + prefix + "/")) {
      assertThat(staging.get(path)).as(path).isInstanceOf(Found.Refused.class);
    }
  }

  @Test
  void anEmptyPrefixIsTheWholeBucket() throws Exception {
    var key = key();
    try (var whole = S3Staging.of(S3Settings.of("translations", "")
        .at(SERVER.endpoint(), true)
        .withCredentials(CREDENTIALS))) {
      assertThat(whole.put(key, bytes("x"))).isEqualTo("s3://translations/" + key);
      assertThat(whole.get("s3://translations/" + key)).isInstanceOf(Found.Content.class);
      whole.delete(List.of("s3://translations/" + key));
      assertThat(whole.get("s3://translations/" + key)).isInstanceOf(Found.Missing.class);
    }
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheConnectionsStayUsable() throws Exception {
    try (var small = S3Staging.of(settings().withMaxBytes(1_000))) {
      var fits = small.put(key(), new byte[1_000]);
      var tooLarge = small.put(key(), new byte[3_000_000]);
      for (var i = 0; i < 100; i++) {
        assertThat(small.get(tooLarge)).isInstanceOf(Found.Refused.class);
      }
      assertThat(small.get(fits)).isInstanceOf(Found.Content.class);
    }
  }

  @Test
  void aMissingBucketIsNamed() {
    try (var missing = S3Staging.of(S3Settings.of("no-such-bucket", "")
        .at(SERVER.endpoint(),
            true)
        .withCredentials(CREDENTIALS))) {
      assertThatThrownBy(() -> missing.put(key(), bytes("x"))).isInstanceOf(
          UnavailableException.class)
          .hasMessageContaining("'no-such-bucket'")
          .hasMessageContaining("does not exist");
      assertThatThrownBy(() -> missing.get("a.json")).isInstanceOf(UnavailableException.class);
      assertThat(missing.problem()).hasValueSatisfying(p -> assertThat(p).contains("create it"));
    }
    assertThat(staging.problem()).isEmpty();
  }

  @Test
  void refusedCredentialsAreReportedWithoutThem() {
    var wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create(EmbeddedS3.ACCESS_KEY,
        "hunter2"));
    try (var refused = S3Staging.of(settings().withCredentials(wrong))) {
      assertThat(refused.problem()).hasValueSatisfying(p -> assertThat(p).contains(
          "credentials are refused")
          .doesNotContain("hunter2")
          .doesNotContain("\n"));
    }
  }

  @Test
  void anEndpointThatCannotBeReachedIsNamed() {
    for (var endpoint : List.of("http://127.0.0.1:1", "http://no-such-host.invalid")) {
      try (var unreachable = S3Staging.of(settings().at(URI.create(endpoint), true))) {
        assertThat(unreachable.problem()).hasValueSatisfying(p -> assertThat(p).contains(endpoint)
            .containsAnyOf("refuses connections", "cannot be resolved"));
      }
    }
  }

  @Test
  void anEndpointThatNeverAnswersIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var hanging = S3Staging.of(settings().withCallTimeout(Duration.ofMillis(500))
            .at(URI.create("http://127.0.0.1:" + silent.getLocalPort()), true))) {
      assertThatThrownBy(() -> hanging.put(key(), bytes("x"))).isInstanceOf(
          UnavailableException.class)
          .hasMessageContaining("no answer in time");
    }
  }

  @Test
  void interruptionEndsAWaitOnAVirtualThread() throws IOException, InterruptedException {
    interruptionEndsAWait(Thread.ofVirtual());
  }

  @Test
  void interruptionEndsAWaitOnAPlatformThread() throws IOException, InterruptedException {
    interruptionEndsAWait(Thread.ofPlatform().daemon());
  }

  private void interruptionEndsAWait(Thread.Builder kind) throws IOException, InterruptedException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var hanging = S3Staging.of(settings().at(URI.create("http://127.0.0.1:" + silent
            .getLocalPort()), true))) {
      var failure = new AtomicReference<Throwable>();
      var caller = kind.start(() -> {
        try {
          hanging.put(key(), bytes("x"));
        } catch (InterruptedException | RuntimeException e) {
          failure.set(e);
        }
      });
      silent.accept(); // the request is on its way
      caller.interrupt();
      assertThat(caller.join(Duration.ofMinutes(1))).isTrue();
      assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void twoPrefixesAreTwoStoresAndOnePrefixIsOneForAll() {
    try (var same = S3Staging.of(settings());
        var other = S3Staging.of(S3Settings.of("translations", prefix + "/other")
            .at(SERVER.endpoint(), true)
            .withCredentials(CREDENTIALS))) {
      assertThat(same.storeId()).isEqualTo(staging.storeId());
      assertThat(other.storeId()).isNotEqualTo(staging.storeId());
    }
  }

  @Test
  void aGivenClientIsUsedAndStaysOpen() throws Exception {
    try (var given = S3Staging.using(raw, "translations", prefix)) {
      given.put(key(), bytes("x"));
    }
    assertThat(raw.listObjectsV2(r -> r.bucket("translations").prefix(prefix)).keyCount())
        .isEqualTo(1);
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    staging.put(key(), bytes("x"));
    raw.close();
    staging.close();
    staging.close();
    Eventually.until("no thread is left", () -> Thread.getAllStackTraces()
        .keySet()
        .stream()
        .map(Thread::getName)
        .noneMatch(name -> name.startsWith("sdk-") || name.startsWith("idle-connection-reaper")));
  }

  @ParameterizedTest
  @CsvSource({"'', x", "bucket, a/../b", "'bad bucket', ''"})
  void invalidSettingsAreRefused(String bucket, String badPrefix) {
    assertThatThrownBy(() -> S3Settings.of(bucket, badPrefix)).isInstanceOf(
        IllegalArgumentException.class);
  }

  @Test
  void slashesAroundAPrefixDoNotMatter() {
    assertThat(S3Settings.of("bucket", "/a/b/").prefix()).isEqualTo("a/b");
    assertThatThrownBy(() -> S3Settings.of("bucket", "").at(URI.create("localhost:9000"), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http(s)://host");
  }

  private S3Settings settings() {
    return S3Settings.of("translations", prefix)
        .at(SERVER.endpoint(), true)
        .withCredentials(CREDENTIALS);
  }

  private static StagingKey key() {
    return StagingKey.of(null, JobId.random(), SubtaskId.random(), ClaimId.random());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
