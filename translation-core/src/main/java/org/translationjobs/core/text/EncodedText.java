package org.translationjobs.core.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text as it is hashed and sent: in UTF-8. Who writes it shares the arrays and changes nothing in them.
 *
 * @param hash
 *          {@link TextHash#of(String, String)}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EncodedText(byte @Nullable [] title, byte @Nullable [] body, TextHash hash) {
  public static EncodedText of(TranslatedText text) {
    var title = utf8(text.title());
    var body = utf8(text.body());
    return new EncodedText(title, body, TextHash.ofUtf8(title, body));
  }

  private static byte @Nullable [] utf8(@Nullable String field) {
    return field == null ? null : field.getBytes(StandardCharsets.UTF_8);
  }
}
