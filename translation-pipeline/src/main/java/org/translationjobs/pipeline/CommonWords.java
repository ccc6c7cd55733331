package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The commonest words of a source text, by which a sentence in its language can be told from a
 * quotation in another one. Counted when first asked for. Used by one thread.
 */
final class CommonWords {
  private static final int HOW_MANY = 40;

  private final List<String> texts;
  private @Nullable Set<String> common;

  /** @param texts the segments, with markers */
  CommonWords(List<String> texts) {
    this.texts = texts;
  }

  /** Which part of these words is common, from 0 to 1. */
  double share(List<String> words) {
    var found = common();
    return words.isEmpty()
        ? 0
        : (double) words.stream().filter(found::contains).count() / words.size();
  }

  private Set<String> common() {
    var found = common;
    if (found == null) {
      found = count();
      common = found;
    }
    return found;
  }

  private Set<String> count() {
    var counts = new HashMap<String, Integer>();
    for (var text : texts) {
      Words.of(Markers.strip(text)).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    return counts.entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(HOW_MANY)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
