package org.translationjobs.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StoreId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The object that holds the store's id; whoever creates it decides for all. Where the server refuses to
 * write it a second time, the id is certain at once; where it does not, whoever creates it looks for two
 * seconds whether it stays the same. Remembered once it was read. Thread-safe.
 */
final class StoreObject {
  private static final String NAME = ".translation-staging-store";
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  /** How long an id must not have changed after it was created without a condition that holds. */
  private static final Duration SETTLED = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final S3Client client;
  private final ResultKey keys;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable StoreId known;

  StoreObject(S3Client client, ResultKey keys) {
    this.client = client;
    this.keys = keys;
  }

  /** Takes two seconds longer for whoever creates it on a server that ignores conditions. */
  StoreId readOrCreate() throws IOException {
    var id = known;
    if (id == null) {
      asking.lock();
      try {
        id = known;
        if (id == null) {
          id = read();
        }
        if (id == null) {
          id = create() ? written() : settled();
        }
        known = id;
      } finally {
        asking.unlock();
      }
    }
    return id;
  }

  /**
   * A store that does not keep to conditional writes lets those overwrite each other that found none
   * at the same time. The last one stands for all: every other sees it if it looks long enough.
   */
  private StoreId settled() throws IOException {
    var id = written();
    for (var unchanged = Duration.ZERO; unchanged.compareTo(SETTLED) < 0;
        unchanged = unchanged.plus(LOOK_AGAIN)) {
      pause();
      var now = written();
      if (!now.equals(id)) {
        id = now;
        unchanged = Duration.ZERO;
      }
    }
    return id;
  }

  /** What stands there after a write. */
  private StoreId written() throws IOException {
    var id = read();
    if (id == null) {
      throw new IOException("S3 bucket '" + keys.bucket()
          + "' does not return what was just written to it");
    }
    return id;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the store's id was made");
    }
  }

  void forget() {
    known = null;
  }

  private @Nullable StoreId read() throws IOException {
    try {
      var text = client.getObjectAsBytes(request -> request.bucket(keys.bucket())
          .key(keys.key(NAME))).asUtf8String();
      return new StoreId(text.strip());
    } catch (NoSuchKeyException e) {
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException("s3://" + keys.bucket() + "/" + keys.key(NAME)
          + " holds no store id; delete it", e);
    }
  }

  /**
   * Writes an id where none is, twice.
   *
   * @return whether the server refused one of the writes: then nobody can overwrite what stands there
   */
  private boolean create() throws IOException {
    var id = RequestBody.fromString(UUID.randomUUID() + "\n");
    for (var write = 1; write <= 2; write++) {
      try {
        client.putObject(request -> request.bucket(keys.bucket())
            .key(keys.key(NAME))
            .ifNoneMatch("*"), id);
      } catch (S3Exception e) {
        switch (e.statusCode()) {
          case PRECONDITION_FAILED -> {
            return true;
          }
          case CONFLICT -> pause(); // another worker writes it at this moment: ask again
          case 400, 501 -> {
            client.putObject(request -> request.bucket(keys.bucket()).key(keys.key(NAME)), id);
            return false;
          }
          default -> throw e;
        }
      }
    }
    return false;
  }
}
