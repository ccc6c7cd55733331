package org.translationjobs.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a key of an engine without telling it: half of a SHA-256 of the server and the key.
 *
 * @param value
 *          32 hexadecimal digits
 */
public record KeyId(String value) {
  private static final int LENGTH = 32;

  public KeyId {
    if (!value.matches("[0-9a-f]{" + LENGTH + "}")) {
      throw new IllegalArgumentException("a key id has 32 hexadecimal digits");
    }
  }

  /**
   * The same key on the same server has the same id in every process.
   *
   * @param server
   *          as it is configured
   * @param key
   *          empty for a server that wants none
   */
  public static KeyId of(String server, String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(server.getBytes(UTF_8));
      digest.update((byte) '\n');
      digest.update(key.getBytes(UTF_8));
      return new KeyId(HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
