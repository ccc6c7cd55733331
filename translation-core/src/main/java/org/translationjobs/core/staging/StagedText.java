package org.translationjobs.core.staging;

import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;

/**
 * How a translation is written into staging and read back: the guide's JSON, {@code title} with
 * {@code content} for a chapter and with {@code description} for the others, plus the hash of the
 * source text and the engine. Pure; thread-safe.
 */
public interface StagedText {
  /** The JSON, in UTF-8. */
  byte[] write(EntityType type, TranslatedText text, TextHash source, String engine);

  /** Reads what {@link #write} or a foreign worker wrote, in UTF-8; further fields are ignored. */
  Read read(EntityType type, byte[] json);

  /** What a staged text says. */
  sealed interface Read {
    record Text(TranslatedText text) implements Read {}

    record Unreadable(String reason) implements Read {}
  }
}
