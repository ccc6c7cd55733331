package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;

/**
 * A row of a content table, replaced as a whole by each write.
 *
 * @param version
 *          another one after each write of any row
 */
record TextRow(
    UUID id,
    EntityRef entity,
    String lang,
    @Nullable String title,
    @Nullable String body,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  Rows.Text copy() {
    return new Rows.Text(entity, lang, title, body, version);
  }

  TextHash hash() {
    return TextHash.of(title, body);
  }

  SourceText source() {
    return new SourceText(entity, title, body, Long.toString(version));
  }
}
