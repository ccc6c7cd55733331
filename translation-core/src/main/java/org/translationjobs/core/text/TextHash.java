package org.translationjobs.core.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over a title and a body, or over bytes, as 64 lower-case hexadecimal digits. */
public record TextHash(String hex) {
  private static final int DIGITS = 64;

  public TextHash {
    if (hex.length() != DIGITS || !hasOnlyDigits(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal: '" + hex + "'");
    }
  }

  /** Tells a missing field from an empty one, and where the title ends. */
  public static TextHash of(@Nullable String title, @Nullable String body) {
    return ofUtf8(utf8(title), utf8(body));
  }

  /** The same of texts that are encoded already. */
  public static TextHash ofUtf8(byte @Nullable [] title, byte @Nullable [] body) {
    var digest = sha256();
    update(digest, title);
    update(digest, body);
    return new TextHash(HexFormat.of().formatHex(digest.digest()));
  }

  public static TextHash of(byte[] bytes) {
    return new TextHash(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  private static byte @Nullable [] utf8(@Nullable String field) {
    return field == null ? null : field.getBytes(StandardCharsets.UTF_8);
  }

  private static void update(MessageDigest digest, byte @Nullable [] field) {
    digest.update(ByteBuffer.allocate(4).putInt(field == null ? -1 : field.length).flip());
    if (field != null) {
      digest.update(field);
    }
  }

  private static boolean hasOnlyDigits(String hex) {
    for (var i = 0; i < hex.length(); i++) {
      var c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
