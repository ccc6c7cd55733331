package org.translationjobs.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.Staging.Reading;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Does not fetch what this worker wrote itself and a listing shows to be the same still: one request lists
 * a thousand objects. They are compared by size and ETag, which "reflects changes only to the contents of
 * an object", and a listing shows all that was written or deleted before it (Amazon S3 API Reference,
 * Object; Amazon S3 User Guide, data consistency model). What a listing does not show so is fetched.
 * Thread-safe.
 */
final class ListedReading implements Reading {
  /** For fewer known objects in a folder it is not listed. */
  private static final int WORTH_A_LISTING = 20;
  /** For so many known objects of a folder another request is spent on listing it. */
  private static final int WORTH_A_REQUEST = 100;

  private final Listing listing;
  private final ResultKey keys;
  private final WrittenObjects written;
  private final Reading fetching;
  private final ReentrantLock asking = new ReentrantLock();
  /** Per folder the ETags of the objects that are known and there. */
  private final Map<String, Map<String, String>> listed = new HashMap<>();

  ListedReading(Listing listing, ResultKey keys, WrittenObjects written, Reading fetching) {
    this.listing = listing;
    this.keys = keys;
    this.written = written;
    this.fetching = fetching;
  }

  /** Asks the server for a part of a folder. */
  interface Listing {
    /**
     * @param continuation
     *          the token of the part before; null for the first part
     * @throws UnavailableException
     *           when it cannot be listed
     */
    ListObjectsV2Response list(String folder, @Nullable String continuation)
        throws InterruptedException;
  }

  @Override
  public Found get(String resultPath) throws InterruptedException {
    if (keys.resolve(resultPath) instanceof ResultKey.Keys found) {
      var key = found.candidates().getFirst();
      var known = written.get(key);
      if (known != null && known.eTag().equals(tags(WrittenObjects.folder(key)).get(key))) {
        return new Found.Content(known.content());
      }
    }
    return fetching.get(resultPath);
  }

  private Map<String, String> tags(String folder) throws InterruptedException {
    asking.lockInterruptibly();
    try {
      var tags = listed.get(folder);
      if (tags == null) {
        var known = written.count(folder);
        tags = known < WORTH_A_LISTING ? Map.of() : list(folder, 1 + known / WORTH_A_REQUEST);
        listed.put(folder, tags);
      }
      return tags;
    } finally {
      asking.unlock();
    }
  }

  private Map<String, String> list(String folder, int mostRequests) throws InterruptedException {
    var tags = new HashMap<String, String>();
    try {
      String continuation = null;
      for (var left = mostRequests; left > 0; left--) {
        var part = listing.list(folder, continuation);
        part.contents().forEach(object -> {
          var known = written.get(object.key());
          if (known != null && Objects.equals(object.size(), (long) known.content().length)) {
            tags.put(object.key(), object.eTag());
          }
        });
        continuation = part.nextContinuationToken();
        if (continuation == null) {
          break;
        }
      }
    } catch (UnavailableException e) {
      // what was not listed is fetched, and that says what is wrong
    }
    return tags;
  }
}
