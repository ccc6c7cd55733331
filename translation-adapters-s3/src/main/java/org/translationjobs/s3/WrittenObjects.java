package org.translationjobs.s3;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects that were written last, each with the tag it got from the server, by which it can be told
 * in a listing whether it is still the same. Bounded in bytes; the oldest make room. Thread-safe.
 */
final class WrittenObjects {
  /** About what an object needs besides its content and its key. */
  private static final int OVERHEAD = 250;

  private final long maxBytes;
  private final Map<String, Written> byKey = new LinkedHashMap<>();
  private final Map<String, Integer> perFolder = new HashMap<>();
  private long bytes;

  /**
   * @param maxBytes
   *          of all objects together; 0 keeps none
   */
  WrittenObjects(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and a copy would double the memory
  record Written(byte[] content, String eTag) {}

  /**
   * @param eTag
   *          as the server answered; an object without one, or with an empty one, is not kept
   */
  synchronized void add(String key, byte[] content, @Nullable String eTag) {
    remove(key);
    if (eTag != null && !eTag.replace("\"", "").isBlank() && size(key, content) <= maxBytes) {
      byKey.put(key, new Written(content, eTag));
      perFolder.merge(folder(key), 1, Integer::sum);
      bytes += size(key, content);
      while (bytes > maxBytes) {
        remove(byKey.keySet().iterator().next());
      }
    }
  }

  synchronized void remove(String key) {
    var removed = byKey.remove(key);
    if (removed != null) {
      bytes -= size(key, removed.content());
      perFolder.computeIfPresent(folder(key), (folder, count) -> count > 1 ? count - 1 : null);
    }
  }

  synchronized @Nullable Written get(String key) {
    return byKey.get(key);
  }

  /** How many objects of a folder are kept. */
  synchronized int count(String folder) {
    return perFolder.getOrDefault(folder, 0);
  }

  /** The key up to its last slash, with it; empty where there is none. */
  static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static long size(String key, byte[] content) {
    return OVERHEAD + key.length() + (long) content.length;
  }
}
