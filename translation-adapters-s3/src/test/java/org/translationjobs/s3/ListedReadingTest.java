package org.translationjobs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.Staging.Reading;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.testkit.EmbeddedS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** What is fetched and what is only listed, counted between our code and a server. */
class ListedReadingTest {
  private static final EmbeddedS3 SERVER = EmbeddedS3.start().createBucket("translations");

  private final JobId job = JobId.random();
  private final S3Settings settings = S3Settings.of("translations", "")
      .at(SERVER.endpoint(), true)
      .withCredentials(StaticCredentialsProvider.create(
          AwsBasicCredentials.create(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY)));
  private final S3Client client = S3Clients.client(settings);
  private final AtomicInteger fetched = new AtomicInteger();
  private final AtomicInteger listed = new AtomicInteger();

  @AfterEach
  void close() {
    client.close();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aThousandObjectsOfOnesOwnCostOneRequest() throws Exception {
    try (var staging = staging(1_000_000)) {
      var paths = putAll(staging, 1_000);
      contentsAre(reading(staging), paths);
      assertThat(fetched).hasValue(0);
      assertThat(listed).hasValue(1);
    }
  }

  @Test
  void moreThanOneRequestListsAreListedInParts() throws Exception {
    try (var staging = staging(1_000_000)) {
      var paths = putAll(staging, 1_001);
      contentsAre(reading(staging), paths);
      assertThat(fetched).hasValue(0);
      assertThat(listed).hasValue(2);
    }
  }

  @Test
  void whatAnotherWorkerWroteIsFetched() throws Exception {
    try (var staging = staging(1_000_000); var other = staging(1_000_000)) {
      var own = putAll(staging, 20);
      var others = putAll(other, 4);
      var reading = reading(staging);
      contentsAre(reading, own);
      contentsAre(reading, others);
      assertThat(fetched).hasValue(4);
      assertThat(listed).hasValue(1);
    }
  }

  @Test
  void fewObjectsAmongManyAreNotLookedForInEveryPart() throws Exception {
    try (var staging = staging(1_000_000); var other = staging(0)) {
      putAll(other, 2_001);
      contentsAre(reading(staging), putAll(staging, 50));
      assertThat(listed).hasValue(1);
    }
  }

  @Test
  void aFolderWithFewObjectsOfOnesOwnIsNotListed() throws Exception {
    try (var staging = staging(1_000_000)) {
      contentsAre(reading(staging), putAll(staging, 19));
      assertThat(listed).hasValue(0);
      assertThat(fetched).hasValue(19);
    }
  }

  @Test
  void theOldestMakeRoom() throws Exception {
    try (var staging = staging(20_000)) {
      var paths = putAll(staging, 200);
      contentsAre(reading(staging), paths);
      assertThat(fetched.get()).isBetween(100, 199);
    }
  }

  @Test
  void withoutMemoryEverythingIsFetchedAndNothingListed() throws Exception {
    try (var staging = staging(0)) {
      contentsAre(reading(staging), putAll(staging, 10));
      assertThat(fetched).hasValue(10);
      assertThat(listed).hasValue(0);
    }
  }

  @Test
  void whereListingIsNotPermittedEverythingIsFetched() throws Exception {
    try (var staging = staging(1_000_000)) {
      var paths = putAll(staging, 20);
      ListedReading.Listing refused = (folder, continuation) -> {
        listed.incrementAndGet();
        throw new UnavailableException("staging", "permit s3:ListBucket", null);
      };
      contentsAre(staging.reading(refused, fetching(staging)), paths);
      assertThat(fetched).hasValue(20);
      assertThat(listed).hasValue(1);
    }
  }

  @Test
  void whatTheServerGivesNoTagIsFetched() {
    var written = new WrittenObjects(1_000_000);
    written.add("folder/a", new byte[3], null);
    written.add("folder/b", new byte[3], "\"\"");
    written.add("folder/c", new byte[3], "\"tag\"");
    assertThat(written.count("folder/")).isEqualTo(1);
  }

  @Test
  void whatIsDeletedBehindOurBackIsMissing() throws Exception {
    try (var staging = staging(1_000_000)) {
      var path = putAll(staging, 20).getFirst();
      client.deleteObject(r -> r.bucket("translations")
          .key(path.substring(
              "s3://translations/".length())));
      assertThat(reading(staging).get(path)).isInstanceOf(Found.Missing.class);
    }
  }

  private S3Staging staging(long cacheBytes) {
    return S3Staging.of(settings.withCacheBytes(cacheBytes));
  }

  /** Counts what it asks. */
  private Reading reading(S3Staging staging) {
    return staging.reading((folder, continuation) -> {
      listed.incrementAndGet();
      return list(folder, continuation);
    }, fetching(staging));
  }

  private ListObjectsV2Response list(String folder, @Nullable String continuation) {
    return client.listObjectsV2(
        r -> r.bucket("translations").prefix(folder).continuationToken(continuation));
  }

  private Reading fetching(S3Staging staging) {
    return path -> {
      fetched.incrementAndGet();
      return staging.get(path);
    };
  }

  private List<String> putAll(S3Staging staging, int count) throws InterruptedException {
    var paths = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      var key = StagingKey.of("", job, SubtaskId.random(), ClaimId.random());
      paths.add(staging.put(key, ("of " + key).getBytes(UTF_8)));
    }
    return paths;
  }

  private static void contentsAre(Reading reading, List<String> paths)
      throws InterruptedException {
    for (var path : paths) {
      assertThat(reading.get(path)).isInstanceOfSatisfying(Found.Content.class,
          found -> assertThat(new String(found.bytes(), UTF_8))
              .isEqualTo("of " + path.substring("s3://translations/".length())));
    }
  }
}
