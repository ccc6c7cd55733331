package org.translationjobs.runtime.configuration;

/**
 * Where announcements come from.
 *
 * @param url
 *          as it was set, password included
 */
public record RedisConfiguration(String url, String queue) {
  public static final String DEFAULT_QUEUE = "translation_queue";

  /** Without the password. */
  @Override
  public String toString() {
    return Secrets.maskUrl(url) + " (" + queue + ")";
  }
}
