package org.translationjobs.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;

/** What every {@link Staging} must do. A fresh store for every test. */
public interface StagingContract {
  /** The store under test; a second call gives the same store, as another worker sees it. */
  Staging staging();

  /** Writes as another service does, at a path under the store's root. */
  void writeAsOther(String path, byte[] content) throws Exception;

  /** Whether something lies at a path under the store's root. */
  boolean exists(String path) throws Exception;

  @Test
  default void whatWasPutIsFoundUnderThePathThatPutReturned() throws Exception {
    var path = staging().put(key("novels/a"), bytes("你好"));
    assertThat(staging().get(path)).isInstanceOfSatisfying(Found.Content.class,
        found -> assertThat(found.bytes()).isEqualTo(bytes("你好")));
  }

  @Test
  default void anEmptyAndALargeObjectComeBackWhole() throws Exception {
    var large = new byte[5 * 1024 * 1024 + 1];
    IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));
    assertThat(content(staging().put(key(null), new byte[0]))).isEmpty();
    assertThat(content(staging().put(key(null), large))).isEqualTo(large);
  }

  @Test
  default void theSameKeyMayBeWrittenAgain() throws Exception {
    var key = key(null);
    var first = staging().put(key, bytes("one"));
    assertThat(staging().put(key, bytes("one"))).isEqualTo(first);
    assertThat(content(first)).isEqualTo(bytes("one"));
  }

  @Test
  default void anotherClaimOfTheSameSubtaskWritesAnotherObject() throws Exception {
    var job = JobId.random();
    var subtask = SubtaskId.random();
    var stale = staging().put(StagingKey.of(null, job, subtask, ClaimId.random()), bytes("stale"));
    var accepted = staging().put(StagingKey.of(null, job, subtask, ClaimId.random()), bytes(
        "accepted"));
    assertThat(content(stale)).isEqualTo(bytes("stale"));
    assertThat(content(accepted)).isEqualTo(bytes("accepted"));
  }

  @Test
  default void whatIsNotThereIsMissing() throws Exception {
    var path = staging().put(key(null), bytes("x"));
    staging().delete(List.of(path));
    assertThat(staging().get(path)).isInstanceOf(Found.Missing.class);
    assertThat(staging().get("staging/" + JobId.random() + "/" + SubtaskId.random() + ".json"))
        .isInstanceOf(Found.Missing.class);
  }

  @Test
  default void theGuidesPathIsFoundUnderTheRootWithAndWithoutItsFirstPart() throws Exception {
    var first = JobId.random() + "/" + SubtaskId.random() + ".json";
    var second = JobId.random() + "/" + SubtaskId.random() + ".json";
    writeAsOther("staging/" + first, bytes("first"));
    writeAsOther(second, bytes("second"));
    assertThat(content("staging/" + first)).isEqualTo(bytes("first"));
    assertThat(content("staging/" + second)).isEqualTo(bytes("second"));
    assertThat(content(second)).isEqualTo(bytes("second"));
  }

  @Test
  default void pathsThatLeadElsewhereAreRefusedWithTheReason() throws Exception {
    for (var path : List.of("../../etc/passwd", "staging/../../etc/passwd", "/etc/passwd", "", " ",
        "file:///etc/passwd", "https://example.org/a.json", "s3://somebody-elses-bucket/a.json",
        "a\\..\\b",
        "a/\u0000.json", "C:\\x")) {
      assertThat(staging().get(path)).as(path)
          .isInstanceOfSatisfying(Found.Refused.class,
              refused -> assertThat(refused.reason()).isNotBlank().doesNotContain("\n"));
    }
  }

  @Test
  default void deletedObjectsAreGoneAndTheOthersStay() throws Exception {
    var kept = staging().put(key("novels/a"), bytes("kept"));
    var deleted = Stream.of(key("novels/a"), key(null)).map(this::put).toList();
    staging().delete(deleted);
    staging().delete(deleted);
    assertThat(deleted).allSatisfy(path -> assertThat(staging().get(path)).isInstanceOf(
        Found.Missing.class));
    assertThat(content(kept)).isEqualTo(bytes("kept"));
  }

  @Test
  default void nothingThatTheStoreDidNotWriteIsDeleted() throws Exception {
    var foreign = JobId.random() + "/" + SubtaskId.random() + ".json";
    writeAsOther(foreign, bytes("foreign"));
    staging().storeId();
    assertThatCode(() -> staging().delete(List.of(foreign, "../" + foreign, "", "/etc/passwd", ".",
        ".translation-staging-store", "s3://somebody-elses-bucket/" + key(null))))
        .doesNotThrowAnyException();
    assertThat(exists(foreign)).isTrue();
  }

  @Test
  default void moreObjectsThanFitIntoOneRequestAreDeleted() throws Exception {
    var paths = IntStream.range(0, 1_001)
        .mapToObj(i -> "" + i)
        .map(i -> key("many").path())
        .toList();
    for (var path : paths) {
      writeAsOther(path, bytes("x"));
    }
    var returned = staging().put(new StagingKey(paths.getFirst()), bytes("x"));
    var root = returned.substring(0, returned.length() - paths.getFirst().length());
    staging().delete(paths.stream().map(path -> root + path).toList());
    for (var i : List.of(0, 500, 999, 1_000)) {
      assertThat(exists(paths.get(i))).as("number %d", i).isFalse();
    }
  }

  @Test
  default void theStoreIdIsTheSameForAllAlsoWhenAllAskForTheFirstTime() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Object> ask = () -> staging().storeId();
      var answers = threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> ask).toList());
      var id = staging().storeId();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(id);
      }
    }
  }

  @Test
  default void manyPutAndGetAtTheSameTime() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> {
        var path = staging().put(key(null), bytes("object " + i));
        assertThat(content(path)).isEqualTo(bytes("object " + i));
        staging().delete(List.of(path));
        return staging().get(path);
      })).toList();
      for (var result : results) {
        assertThat(result.get()).isInstanceOf(Found.Missing.class);
      }
    }
  }

  @Test
  default void aReadingFindsWhatGetFinds() throws Exception {
    var own = staging().put(key("novels/a"), bytes("own"));
    var others = JobId.random() + "/" + SubtaskId.random() + ".json";
    writeAsOther(others, bytes("another's"));
    var reading = staging().reading();
    assertThat(reading.get(own)).isInstanceOfSatisfying(Found.Content.class,
        found -> assertThat(found.bytes()).isEqualTo(bytes("own")));
    assertThat(reading.get("staging/" + others)).isInstanceOfSatisfying(Found.Content.class,
        found -> assertThat(found.bytes()).isEqualTo(bytes("another's")));
    assertThat(reading.get("../../etc/passwd")).isInstanceOf(Found.Refused.class);
    assertThat(reading.get(others + "x")).isInstanceOf(Found.Missing.class);
  }

  @Test
  default void aReadingKnowsWhatHappenedBeforeItBegan() throws Exception {
    var job = JobId.random();
    var altered = keyOf(job);
    var deleted = keyOf(job);
    var longer = keyOf(job);
    for (var i = 0; i < 20; i++) {
      staging().put(keyOf(job), bytes("kept"));
    }
    var paths = Stream.of(altered, deleted, longer).map(this::put).toList();
    staging().reading().get(paths.getFirst());
    writeAsOther(altered.path(), bytes("y"));
    writeAsOther(longer.path(), bytes("xx"));
    staging().delete(List.of(paths.get(1)));
    var reading = staging().reading();
    assertThat(reading.get(paths.get(0))).isInstanceOfSatisfying(Found.Content.class,
        found -> assertThat(found.bytes()).isEqualTo(bytes("y")));
    assertThat(reading.get(paths.get(1))).isInstanceOf(Found.Missing.class);
    assertThat(reading.get(paths.get(2))).isInstanceOfSatisfying(Found.Content.class,
        found -> assertThat(found.bytes()).isEqualTo(bytes("xx")));
  }

  private static StagingKey keyOf(JobId job) {
    return StagingKey.of(null, job, SubtaskId.random(), ClaimId.random());
  }

  private String put(StagingKey key) {
    try {
      return staging().put(key, bytes("x"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] content(String path) throws InterruptedException {
    return staging().get(path) instanceof Found.Content found ? found.bytes()
        : bytes("nothing found");
  }

  private static StagingKey key(@Nullable String prefix) {
    return StagingKey.of(prefix, JobId.random(), SubtaskId.random(), ClaimId.random());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
