package org.translationjobs.s3;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StoreId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The object that holds the store's id; whoever creates it first decides. Remembered once it was read.
 * Thread-safe.
 */
final class StoreObject {
  private static final String NAME = ".translation-staging-store";
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client client;
  private final ResultKey keys;
  private volatile @Nullable StoreId known;

  StoreObject(S3Client client, ResultKey keys) {
    this.client = client;
    this.keys = keys;
  }

  StoreId readOrCreate() throws IOException {
    var id = known;
    if (id == null) {
      id = read();
      known = id;
    }
    if (id == null) {
      create();
      id = read(); // not remembered: without conditional writes another worker's may follow ours
    }
    if (id == null) {
      throw new IOException("S3 bucket '" + keys.bucket()
          + "' does not return what was just written to it");
    }
    return id;
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

  private void create() {
    var id = RequestBody.fromString(UUID.randomUUID() + "\n");
    try {
      client.putObject(request -> request.bucket(keys.bucket())
          .key(keys.key(NAME))
          .ifNoneMatch("*"), id);
    } catch (S3Exception e) {
      switch (e.statusCode()) {
        case PRECONDITION_FAILED, CONFLICT -> {
          // another worker was first, or our own first try was
        }
        case 400, 501 -> client.putObject(request -> request.bucket(keys.bucket())
            .key(keys.key(NAME)), id);
        default -> throw e;
      }
    }
  }
}
