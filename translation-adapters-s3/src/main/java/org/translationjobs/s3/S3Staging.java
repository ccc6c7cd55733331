package org.translationjobs.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * {@link Staging} in a bucket of S3 or of anything that speaks S3, under a prefix. Every call has a time
 * limit and few retries; interruption ends {@link #put}, {@link #get}, {@link #delete} and what {@link #reading} makes. Nothing is
 * connected before the first call. Thread-safe.
 */
public final class S3Staging implements Staging, AutoCloseable {
  private static final int MOST_PER_DELETE = 1_000;

  private final S3Client client;
  private final boolean ours;
  private final int maxBytes;
  private final ResultKey keys;
  private final S3Problems problems;
  private final StoreObject store;
  private final WrittenObjects written;

  private S3Staging(S3Client client, boolean ours, S3Settings settings, String where) {
    this.client = client;
    this.ours = ours;
    this.maxBytes = settings.maxBytes();
    this.keys = new ResultKey(settings.bucket(), settings.prefix());
    this.problems = new S3Problems(settings.bucket(), where);
    this.store = new StoreObject(client, keys);
    this.written = new WrittenObjects(settings.cacheBytes());
  }

  /**
   * With a client of its own.
   *
   * @throws IllegalArgumentException
   *           when neither an endpoint nor a region is configured
   */
  public static S3Staging of(S3Settings settings) {
    var endpoint = settings.endpoint();
    return new S3Staging(S3Clients.client(settings), true, settings, endpoint == null ? "AWS"
        : endpoint.toString());
  }

  /** With a given client, which stays the caller's to configure and to close. */
  public static S3Staging using(S3Client client, String bucket, String prefix) {
    return using(client, S3Settings.of(bucket, prefix));
  }

  /**
   * With a given client, which stays the caller's to configure and to close.
   *
   * @param settings
   *          of which endpoint, region, credentials and times are the client's
   */
  public static S3Staging using(S3Client client, S3Settings settings) {
    return new S3Staging(client, false, settings, "the given S3Client's endpoint");
  }

  @Override
  public StoreId storeId() {
    try {
      return store.readOrCreate();
    } catch (SdkException e) {
      throw problems.unavailable(e, "s3:GetObject and s3:PutObject");
    } catch (IOException e) {
      throw new UnavailableException("staging", String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String put(StagingKey key, byte[] content) throws InterruptedException {
    // not RequestBody.fromBytes: it copies
    var body = RequestBody.fromContentProvider(ContentStreamProvider.fromByteArrayUnsafe(content),
        content.length,
        "application/json");
    var s3Key = keys.key(key.path());
    written.remove(s3Key);
    var answer = call("s3:PutObject", () -> client.putObject(request -> request.bucket(keys
        .bucket())
        .key(s3Key)
        .contentType("application/json"), body));
    written.add(s3Key, content, answer.eTag());
    return keys.resultPath(key);
  }

  @Override
  public Found get(String resultPath) throws InterruptedException {
    return switch (keys.resolve(resultPath)) {
      case ResultKey.Refused refused -> new Found.Refused(refused.reason());
      case ResultKey.Keys found -> first(found.candidates());
    };
  }

  /** Objects that were written here lately are not fetched where a listing shows that they are unaltered. */
  @Override
  public Reading reading() {
    return reading(this::list, this::get);
  }

  Reading reading(ListedReading.Listing listing, Reading fetching) {
    return new ListedReading(listing, keys, written, fetching);
  }

  @Override
  public void delete(Collection<String> resultPaths) throws InterruptedException {
    var own = new ArrayList<String>();
    for (var path : resultPaths) {
      if (keys.isOwn(path) && keys.resolve(path) instanceof ResultKey.Keys found) {
        own.add(found.candidates().getFirst());
      }
    }
    own.forEach(written::remove);
    for (var from = 0; from < own.size(); from += MOST_PER_DELETE) {
      deleteBatch(own.subList(from, Math.min(own.size(), from + MOST_PER_DELETE)));
    }
  }

  /**
   * Reads or makes the store's id, for readiness probes and the doctor.
   *
   * @return what is wrong and what to do, in one line without secrets; empty when the bucket can be used
   */
  public Optional<String> problem() {
    try {
      store.forget();
      storeId();
      return Optional.empty();
    } catch (UnavailableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Leaves no thread behind, unless the client was given. Idempotent. */
  @Override
  public void close() {
    if (ours) {
      client.close();
    }
  }

  /** The bucket and prefix, for a person. */
  @Override
  public String toString() {
    return "s3://" + keys.bucket() + "/" + keys.prefix();
  }

  private ListObjectsV2Response list(String folder, @Nullable String continuation)
      throws InterruptedException {
    try {
      return call("s3:ListBucket", () -> client.listObjectsV2(request -> request.bucket(keys
          .bucket())
          .prefix(folder)
          .continuationToken(continuation)));
    } catch (NoSuchKeyException e) {
      throw problems.unavailable(e, "s3:ListBucket"); // of a server that knows no listing
    }
  }

  private Found first(List<String> candidates) throws InterruptedException {
    for (var key : candidates) {
      var found = read(key);
      if (found != null) {
        return found;
      }
    }
    return new Found.Missing("s3://" + keys.bucket() + "/" + candidates.getFirst());
  }

  private @Nullable Found read(String key) throws InterruptedException {
    try {
      return call("s3:GetObject", () -> client.getObject(request -> request.bucket(keys.bucket())
          .key(key), content(key)));
    } catch (NoSuchKeyException e) {
      return null;
    }
  }

  private ResponseTransformer<GetObjectResponse, Found> content(String key) {
    return (response, in) -> {
      var length = Objects.requireNonNullElse(response.contentLength(), 0L);
      var bytes = length > maxBytes ? null : in.readNBytes(maxBytes);
      if (bytes == null || in.read() >= 0) {
        in.abort();
        return new Found.Refused("s3://" + keys.bucket() + "/" + key + " has more than " + maxBytes
            + " bytes");
      }
      return new Found.Content(bytes);
    };
  }

  private void deleteBatch(List<String> batch) throws InterruptedException {
    var identifiers = batch.stream()
        .map(key -> ObjectIdentifier.builder().key(key).build())
        .toList();
    try {
      var response = call("s3:DeleteObject", () -> client.deleteObjects(request -> request.bucket(
          keys.bucket())
          .delete(delete -> delete.objects(identifiers).quiet(true))));
      if (response.hasErrors() && !response.errors().isEmpty()) {
        var first = response.errors().getFirst();
        throw new UnavailableException("staging", "S3 bucket '" + keys.bucket() + "': " + response
            .errors()
            .size()
            + " objects not deleted, the first is " + first.key() + ": " + first.code()
            + "; permit s3:DeleteObject",
            null);
      }
    } catch (UnavailableException e) {
      if (!knowsNoBatches(e)) {
        throw e;
      }
      deleteSingly(batch);
    }
  }

  /** A server without DeleteObjects, or with another checksum for it. */
  private static boolean knowsNoBatches(UnavailableException e) {
    return e.getCause() instanceof S3Exception answer && (answer.statusCode() == 400 || answer
        .statusCode() == 501);
  }

  private void deleteSingly(List<String> batch) throws InterruptedException {
    for (var key : batch) {
      call("s3:DeleteObject", () -> client.deleteObject(request -> request.bucket(keys.bucket())
          .key(key)));
    }
  }

  private <T> T call(String action, Supplier<T> call) throws InterruptedException {
    try {
      return Interruptible.call(call);
    } catch (NoSuchKeyException e) {
      throw e;
    } catch (SdkException e) {
      if (S3Problems.isInterruption(e)) {
        throw interrupted(e);
      }
      throw problems.unavailable(e, action);
    }
  }

  private static InterruptedException interrupted(SdkException reason) {
    Thread.interrupted(); // the exception says it now
    var interruption = new InterruptedException();
    interruption.initCause(reason);
    return interruption;
  }
}
