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

  /** How many of the characters of a text are one of these, each of which is named once. */
  static int ofAny(String characters, String text) {
    var count = 0;
    // one after the other: the search for a single one is the fastest that there is
    for (var i = 0; i < characters.length(); i++) {
      var character = characters.charAt(i);
      for (var at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
