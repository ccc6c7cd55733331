package org.translationjobs.pipeline;

import java.util.Locale;
import java.util.Optional;

/** Characters that no text should contain and that stores and engines trip over. */
final class InvalidCharacters {
  private static final int REPLACEMENT = '\uFFFD';

  private InvalidCharacters() {}

  /** The first control character, lone surrogate or noncharacter, by name and place. */
  static Optional<String> first(String text) {
    for (var i = 0; i < text.length();) {
      var codePoint = text.codePointAt(i);
      if (isInvalid(codePoint)) {
        return Optional.of(name(codePoint) + " at offset " + i);
      }
      i += Character.charCount(codePoint);
    }
    return Optional.empty();
  }

  /** The first invalid character of a target, or a U+FFFD that its source did not have. */
  static Optional<String> firstNew(String target, String source) {
    var first = first(target);
    if (first.isPresent() || target.indexOf(REPLACEMENT) < 0 || source.indexOf(REPLACEMENT) >= 0) {
      return first;
    }
    return Optional.of(name(REPLACEMENT) + " at offset " + target.indexOf(REPLACEMENT));
  }

  private static boolean isInvalid(int codePoint) {
    if (codePoint < 0x20 || codePoint == 0x7F) {
      return codePoint != '\t' && codePoint != '\n' && codePoint != '\r' && codePoint != '\f';
    }
    return (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        || (codePoint & 0xFFFE) == 0xFFFE
        || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
  }

  private static String name(int codePoint) {
    var what =
        Character.getType(codePoint) == Character.SURROGATE
            ? "lone surrogate"
            : codePoint == 0
                ? "NUL character"
            : Character.isISOControl(codePoint) ? "control character" : "character";
    return String.format(Locale.ROOT, "%s U+%04X", what, codePoint);
  }
}
