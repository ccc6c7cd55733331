package org.translationjobs.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.staging.RelativePath;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;

/** {@link Staging} in memory: one object is the store of every worker. Thread-safe. */
public final class InMemoryStaging implements Staging {
  private final Map<String, byte[]> objects = new HashMap<>();
  private final StoreId id;
  private boolean available = true;

  /** A store with a random id. */
  public InMemoryStaging() {
    this(new StoreId(UUID.randomUUID().toString()));
  }

  public InMemoryStaging(StoreId id) {
    this.id = id;
  }

  @Override
  public synchronized StoreId storeId() {
    checkAvailable();
    return id;
  }

  @Override
  public synchronized String put(StagingKey key, byte[] content) {
    checkAvailable();
    objects.put(key.path(), content.clone());
    return key.path();
  }

  @Override
  public synchronized Found get(String resultPath) {
    checkAvailable();
    var candidates = RelativePath.candidates(resultPath, "");
    if (candidates.isEmpty()) {
      return new Found.Refused("'" + resultPath + "' is no relative path inside the store");
    }
    for (var candidate : candidates) {
      var bytes = objects.get(candidate);
      if (bytes != null) {
        return new Found.Content(bytes.clone());
      }
    }
    return new Found.Missing(candidates.getFirst());
  }

  @Override
  public synchronized void delete(Collection<String> resultPaths) {
    checkAvailable();
    resultPaths.stream().filter(RelativePath::isOwnForm).forEach(objects::remove);
  }

  /** As if the store could not be reached, or could again. */
  public synchronized void setAvailable(boolean available) {
    this.available = available;
  }

  /** What another service writes, or a fault leaves, at a path under the root. */
  public synchronized void write(String path, byte[] content) {
    objects.put(path, content.clone());
  }

  /** Loses an object; passes over what is not there. */
  public synchronized void lose(String path) {
    objects.remove(path);
  }

  /** The paths of all objects, in order. */
  public synchronized Set<String> paths() {
    return new TreeSet<>(objects.keySet());
  }

  private void checkAvailable() {
    if (!available) {
      throw new UnavailableException("staging", "the in-memory store was made unavailable", null);
    }
  }
}
