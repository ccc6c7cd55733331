package org.translationjobs.testkit.memory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;

/**
 * What the content tables' columns take.
 *
 * @param title
 *          characters of a title
 * @param lang
 *          characters of a language
 */
record ColumnLimits(int title, int lang) {
  static final ColumnLimits USUAL = new ColumnLimits(Integer.MAX_VALUE, 10);

  /** Why the tables refuse a row, naming column and limit. */
  Optional<String> refusal(
      EntityRef entity, String language, @Nullable String newTitle, @Nullable String body) {
    var table = entity.type().columnValue() + "_translations";
    var column = entity.type() == EntityType.CHAPTER ? "content" : "description";
    if (newTitle == null) {
      return Optional.of(table + ".title must not be null");
    }
    if (body == null && entity.type() == EntityType.CHAPTER) {
      return Optional.of(table + ".content must not be null");
    }
    if (newTitle.indexOf('\0') >= 0) {
      return Optional.of(table + ".title cannot hold the character U+0000");
    }
    if (body != null && body.indexOf('\0') >= 0) {
      return Optional.of(table + "." + column + " cannot hold the character U+0000");
    }
    return tooLong(table + ".title", newTitle, title)
        .or(() -> tooLong(table + ".lang", language, lang));
  }

  private static Optional<String> tooLong(String column, String value, int limit) {
    var length = value.codePointCount(0, value.length());
    return length > limit
        ? Optional.of(column + " takes " + limit + " characters, but this one has " + length)
        : Optional.empty();
  }
}
