package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of many phrases, which takes long to look for and hardly ever stands in a text. Immutable.
 *
 * @param signs
 *          in small letters, one of them in whatever the pattern finds
 */
record Phrases(List<String> signs, Pattern pattern) {
  Phrases {
    signs = List.copyOf(signs);
  }

  /** Quick. */
  private boolean mayBeIn(String text) {
    var small = text.toLowerCase(Locale.ROOT);
    for (var sign : signs) {
      if (small.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  boolean areIn(String text) {
    return first(text).isPresent();
  }

  /** The first one in the text. */
  Optional<String> first(String text) {
    if (!mayBeIn(text)) {
      return Optional.empty();
    }
    var found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }
}
