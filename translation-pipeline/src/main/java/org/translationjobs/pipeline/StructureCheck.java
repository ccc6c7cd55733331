package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;

/**
 * Compares a translated HTML text with its source, read by an HTML parser that knows nothing of how
 * it was made: every element with its attributes as often as before.
 */
final class StructureCheck {
  private StructureCheck() {}

  /** The first difference in words; empty when there is none. */
  static Optional<String> difference(String source, String target) {
    var before = elements(source);
    var after = elements(target);
    for (var tag : before.keySet()) {
      after.putIfAbsent(tag, 0);
    }
    return after.entrySet()
        .stream()
        .filter(found -> !found.getValue().equals(before.getOrDefault(found.getKey(), 0)))
        .sorted(Map.Entry.comparingByKey())
        .map(found -> found.getKey() + " " + found.getValue() + " times instead of "
            + before.getOrDefault(found.getKey(), 0))
        .findFirst();
  }

  private static Map<String, Integer> elements(String html) {
    var counts = new HashMap<String, Integer>();
    Jsoup.parseBodyFragment(html)
        .body()
        .forEach(
            element -> counts.merge(
                "<" + element.normalName() + element.attributes().html() + ">", 1, Integer::sum));
    return counts;
  }
}
