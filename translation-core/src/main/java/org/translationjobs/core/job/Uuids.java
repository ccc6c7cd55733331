package org.translationjobs.core.job;

import java.util.UUID;

final class Uuids {
  private Uuids() {}

  /** Stricter than {@link UUID#fromString}, which accepts "1-1-1-1-1". */
  static UUID parse(String text, String what) {
    var trimmed = text.strip();
    if (trimmed.length() == 36) {
      try {
        return UUID.fromString(trimmed);
      } catch (IllegalArgumentException e) {
        throw refused(text, what, e);
      }
    }
    throw refused(text, what, null);
  }

  private static IllegalArgumentException refused(
      String text, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    var shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new IllegalArgumentException("not a " + what + " (a UUID): '" + shown + "'", cause);
  }
}
