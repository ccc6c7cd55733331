package org.translationjobs.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of the entries that a worker keeps its caller has; equal entries are counted. Thread-safe. */
final class HandedOut {
  private final Map<String, Integer> counts = new HashMap<>();

  synchronized void add(String receipt) {
    counts.merge(receipt, 1, Integer::sum);
  }

  synchronized void remove(String receipt) {
    counts.computeIfPresent(receipt, (key, count) -> count == 1 ? null : count - 1);
  }

  synchronized Map<String, Integer> snapshot() {
    return new HashMap<>(counts);
  }

  /**
   * The oldest entry that arrived but never reached the caller.
   *
   * @param before
   *          the counts from before the list was read
   */
  static Optional<byte[]> firstUnknown(List<byte[]> kept, Map<String, Integer> before) {
    for (var entry : kept) {
      var left = before.merge(Entry.sha1(entry), -1, Integer::sum);
      if (left < 0) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
