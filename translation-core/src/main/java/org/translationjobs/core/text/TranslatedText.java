package org.translationjobs.core.text;

import org.jspecify.annotations.Nullable;

/** The counterpart of a {@link SourceText}: a missing field stays missing. */
public record TranslatedText(@Nullable String title, @Nullable String body) {
  public TextHash hash() {
    return TextHash.of(title, body);
  }
}
