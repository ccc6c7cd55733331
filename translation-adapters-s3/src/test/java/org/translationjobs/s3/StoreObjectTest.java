package org.translationjobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.testkit.EmbeddedS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The store's id on a server that keeps to conditional writes, and through fronts that do not. */
class StoreObjectTest {
  private static final EmbeddedS3 SERVER = EmbeddedS3.start().createBucket("translations");
  /** More than it takes to find none, create one and read it; fewer than two seconds of looking. */
  private static final int FEW = 3;

  private final String prefix = "tests/" + JobId.random();
  private final List<S3Client> clients = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(S3Client::close);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aServerThatRefusesTheSecondWriteIsNotWatched() {
    var front = new Front(Condition.PASSED);
    var id = store(front).storeId();
    assertThat(front.writes).hasValue(2);
    assertThat(front.reads).hasValueLessThan(FEW);
    assertThat(store(new Front(Condition.PASSED)).storeId()).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource(names = {"DROPPED", "REFUSED"})
  void aServerWithoutConditionsIsWatched(Condition condition) {
    var front = new Front(condition);
    var id = store(front).storeId();
    assertThat(front.writes).hasValue(2);
    assertThat(front.reads).hasValueGreaterThan(FEW);
    assertThat(store(new Front(condition)).storeId()).isEqualTo(id);
  }

  @Test
  void whoFindsAnIdWritesNothing() {
    var id = store(new Front(Condition.PASSED)).storeId();
    var second = new Front(Condition.DROPPED);
    assertThat(store(second).storeId()).isEqualTo(id);
    assertThat(second.writes).hasValue(0);
    assertThat(second.reads).hasValue(1);
  }

  @Test
  void whoIsRefusedTakesTheOthersId() throws Exception {
    var late = new Front(Condition.PASSED);
    var foundNone = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    late.beforeWrite = write -> {
      foundNone.countDown();
      await(written);
    };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = threads.submit(() -> store(late).storeId());
      await(foundNone);
      var first = store(new Front(Condition.PASSED)).storeId();
      written.countDown();
      assertThat(second.get()).isEqualTo(first);
    }
    assertThat(late.writes).hasValue(1);
    assertThat(late.reads).hasValueLessThan(FEW);
  }

  @Test
  void thoseThatWriteAtTheSameTimeAgree() throws Exception {
    var allFoundNone = new CountDownLatch(8);
    var ids = new ArrayList<StoreId>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers = new ArrayList<Callable<StoreId>>();
      for (var i = 0; i < 8; i++) {
        var front = new Front(Condition.PASSED);
        front.beforeWrite = write -> {
          allFoundNone.countDown();
          await(allFoundNone);
        };
        var staging = store(front);
        workers.add(staging::storeId);
      }
      for (var id : threads.invokeAll(workers)) {
        ids.add(id.get());
      }
    }
    assertThat(ids).hasSize(8).containsOnly(store(new Front(Condition.PASSED)).storeId());
  }

  @Test
  void whereConditionsAreIgnoredTheOneWhoWroteFirstSeesTheOthersId() throws Exception {
    var hasLooked = new CountDownLatch(1);
    var overwritten = new CountDownLatch(1);
    var early = new Front(Condition.DROPPED);
    early.beforeRead = read -> {
      if (read == 3) { // after the one that found none and the one that found its own
        hasLooked.countDown();
        await(overwritten);
      }
    };
    var late = new Front(Condition.DROPPED);
    var lateFoundNone = new CountDownLatch(1);
    early.beforeWrite = write -> await(lateFoundNone);
    late.beforeWrite = write -> {
      lateFoundNone.countDown();
      await(hasLooked);
    };
    late.beforeRead = read -> {
      if (read == 2) {
        overwritten.countDown();
      }
    };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> store(early).storeId());
      var second = threads.submit(() -> store(late).storeId());
      assertThat(first.get()).isEqualTo(second.get())
          .isEqualTo(store(new Front(Condition.DROPPED)).storeId());
    }
    assertThat(late.writes).hasValue(2);
  }

  private S3Staging store(Front front) {
    var client = S3Client.builder()
        .endpointOverride(SERVER.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(o -> o.addExecutionInterceptor(front))
        .build();
    clients.add(client);
    return S3Staging.using(client, "translations", prefix);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a front does with the condition of a write. */
  enum Condition {
    PASSED, DROPPED, REFUSED
  }

  /** Stands between one worker and the server. */
  private static final class Front implements ExecutionInterceptor {
    private final Condition condition;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    /** Each is told how many calls of its kind there were. */
    private volatile IntConsumer beforeRead = read -> {};
    private volatile IntConsumer beforeWrite = write -> {};

    Front(Condition condition) {
      this.condition = condition;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
      if (call.request() instanceof PutObjectRequest put) {
        beforeWrite.accept(writes.incrementAndGet());
        if (condition == Condition.REFUSED && put.ifNoneMatch() != null) {
          throw S3Exception.builder().statusCode(501).build();
        }
      } else {
        beforeRead.accept(reads.incrementAndGet());
      }
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest call, ExecutionAttributes attributes) {
      return condition != Condition.DROPPED ? call.httpRequest()
          : call.httpRequest().copy(request -> request.removeHeader("If-None-Match"));
    }
  }
}
