package org.translationjobs.core.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text as it is hashed and sent: in UTF-8. Who writes it shares the arrays and changes nothing in them.
 *
 * @param hash
 *          {@link TextHash#of(String, String)}
 * @param storable
 *          whether it has neither a NUL nor half of a surrogate pair, which PostgreSQL cannot hold
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EncodedText(
    byte @Nullable [] title, byte @Nullable [] body, TextHash hash, boolean storable) {
  public static EncodedText of(TranslatedText text) {
    var title = utf8(text.title());
    var body = utf8(text.body());
    return new EncodedText(
        title, body, TextHash.ofUtf8(title, body),
        isStorable(text.title()) && isStorable(text.body()));
  }

  private static boolean isStorable(@Nullable String field) {
    return field == null || (field.indexOf('\0') < 0 && !hasHalfSurrogatePair(field));
  }

  /** Which UTF-8 cannot express: it would be replaced in silence. */
  public static boolean hasHalfSurrogatePair(String field) {
    for (var i = 0; i < field.length(); i++) {
      if (Character.isSurrogate(field.charAt(i))) {
        if (i + 1 == field.length()
            || !Character.isSurrogatePair(field.charAt(i), field.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte @Nullable [] utf8(@Nullable String field) {
    return field == null ? null : field.getBytes(StandardCharsets.UTF_8);
  }
}
