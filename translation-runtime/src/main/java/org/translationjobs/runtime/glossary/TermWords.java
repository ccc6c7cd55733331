package org.translationjobs.runtime.glossary;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.translationjobs.core.glossary.Term;

/** What files say of a term, in words. */
final class TermWords {
  private TermWords() {}

  /** An ordinary term where nothing is said. */
  static Term.Kind kind(String word) {
    return word.isBlank() ? Term.Kind.TERM : one("kind", word, Term.Kind.values());
  }

  /** An imported term where nothing is said. */
  static Term.Origin origin(String word) {
    return word.isBlank() ? Term.Origin.IMPORT : one("origin", word, Term.Origin.values());
  }

  static boolean locked(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "true", "1" -> true;
      case "no", "false", "0", "" -> false;
      default -> throw new IllegalArgumentException(
          "locked is '" + word + "'; allowed: yes, no or nothing");
    };
  }

  private static <E extends Enum<E>> E one(String what, String word, E[] values) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(
                what + " is '" + word + "'; allowed: "
                    + Arrays.stream(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }
}
