package org.translationjobs.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How often things stand in a text. */
final class Counts {
  private Counts() {}

  /** How often each match of a pattern stands there, once it is brought into its common form. */
  static Map<String, Integer> of(Pattern pattern, String text, UnaryOperator<String> form) {
    var counts = new TreeMap<String, Integer>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      counts.merge(form.apply(matcher.group()), 1, Integer::sum);
    }
    return counts;
  }

  /** The first thing that stands more often in one than in the other. */
  static Optional<String> firstMore(Map<String, Integer> one, Map<String, Integer> other) {
    return one.entrySet()
        .stream()
        .filter(found -> found.getValue() > other.getOrDefault(found.getKey(), 0))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** How many of the characters of a text are one of these. */
  static int ofAny(String characters, String text) {
    var count = 0;
    for (var i = 0; i < text.length(); i++) {
      count += characters.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
    }
    return count;
  }
}
