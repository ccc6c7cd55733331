package org.translationjobs.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of many phrases, which takes long to look for and hardly ever stands in a text. Immutable.
 *
 * @param signs
 *          in small letters, one of them in whatever the pattern finds: a phrase without one is never found
 */
record Phrases(List<String> signs, Pattern pattern) {
  Phrases {
    signs = List.copyOf(signs);
    for (var sign : signs) {
      if (!sign.equals(folded(sign))) {
        throw new IllegalArgumentException("a sign is written in small letters: " + sign);
      }
    }
  }

  /** Quick. */
  private boolean mayBeIn(String text) {
    var folded = folded(text);
    for (var sign : signs) {
      if (folded.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  /** Letters as {@link Pattern#UNICODE_CASE} compares them. */
  private static String folded(String text) {
    var folded = new char[text.length()];
    for (var i = 0; i < folded.length; i++) {
      folded[i] = Character.toLowerCase(Character.toUpperCase(text.charAt(i)));
    }
    return new String(folded);
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
