package org.translationjobs.runtime.tmx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One translation unit.
 *
 * @param number
 *          its place in the file, from 1
 * @param line
 *          where it begins
 * @param id
 *          its {@code tuid}; empty without one
 * @param properties
 *          the values of its {@code prop}s by their type
 * @param problem
 *          why it cannot be used whatever its languages are; empty when it may be
 */
record TmxUnit(
    int number, int line, String id, Map<String, List<String>> properties,
    List<Variant> variants, String problem) {
  TmxUnit {
    properties = Map.copyOf(properties);
    variants = List.copyOf(variants);
  }

  /** The first value of a property. */
  Optional<String> property(String type) {
    return properties.getOrDefault(type, List.of()).stream().findFirst();
  }

  /** Its text in one language, as the file names it. */
  record Variant(String lang, List<Piece> pieces) {
    Variant {
      pieces = List.copyOf(pieces);
    }
  }

  /** What a segment consists of. */
  sealed interface Piece {}

  record Text(String text) implements Piece {}

  /**
   * A tag within a segment.
   *
   * @param x
   *          which tag of the other language is the same; empty when the file does not say
   * @param i
   *          which tag of this language is its other end; empty for one that stands alone
   */
  record Tag(Kind kind, String x, String i) implements Piece {}

  enum Kind {
    OPEN, CLOSE, POINT
  }
}
