package org.translationjobs.engines;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where a server is, and the key it wants. */
final class WebAddress {
  private WebAddress() {}

  /**
   * The address with a slash at its end, so that paths can be resolved against it.
   *
   * @throws IllegalArgumentException
   *           when it is not http:// or https://
   */
  static URI folder(URI address, String server) {
    var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("the URL of " + server + " is http:// or https://");
    }
    return address.getPath().endsWith("/") ? address : URI.create(address + "/");
  }

  /**
   * A key that can stand in a header.
   *
   * @throws IllegalArgumentException
   *           when it is empty or has other than printable ASCII characters; without the key
   */
  static String key(String key, String server) {
    if (!key.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "the key of " + server + " must be printable ASCII characters without spaces");
    }
    return key;
  }
}
