package org.translationjobs.runtime.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where announcements come from.
 *
 * @param url
 *          as it was set, password included
 * @param caCertificate
 *          a PEM file that the server's certificate is checked against; the JVM's own when empty
 */
public record RedisConfiguration(String url, String queue, Optional<Path> caCertificate) {
  public static final String DEFAULT_QUEUE = "translation_queue";

  /** Without the password. */
  @Override
  public String toString() {
    return Secrets.maskUrl(url) + " (" + queue + ")";
  }
}
