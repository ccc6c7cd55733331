package org.translationjobs.redis;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis, which queue.
 *
 * @param url
 *          {@code redis://[[user]:password@]host[:port][/db]}, {@code rediss://…} for TLS,
 *          {@code redis-sentinel://host:port,host:port[/db]#master}; several {@code redis(s)://} nodes,
 *          separated by commas, are a Cluster
 * @param trustedCertificates
 *          a PEM file with the authority of the server's certificate; the JVM's own when null
 * @param queue
 *          the list that other services push to; defaults to {@value #DEFAULT_QUEUE}
 * @param commandTimeout
 *          longest wait for an answer; defaults to 3 seconds. Connecting may take twice as long
 * @param maxRejected
 *          length of the rejected list; defaults to {@value #DEFAULT_MAX_REJECTED}
 */
public record RedisSettings(String url, @Nullable Path trustedCertificates, String queue,
    Duration commandTimeout,
    int maxRejected) {
  public static final String DEFAULT_QUEUE = "translation_queue";
  public static final int DEFAULT_MAX_REJECTED = 1_000;
  private static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @throws IllegalArgumentException
   *           naming what is wrong, without the password
   */
  public RedisSettings {
    RedisUrl.parse(url);
    QueueKeys.of(queue);
    if (commandTimeout.compareTo(Duration.ofMillis(100)) < 0 || maxRejected < 1) {
      throw new IllegalArgumentException(
          "the Redis command timeout is at least 100 ms and the rejected list holds at least 1, got "
              + commandTimeout + " and " + maxRejected);
    }
  }

  public static RedisSettings of(String url) {
    return new RedisSettings(url, null, DEFAULT_QUEUE, DEFAULT_COMMAND_TIMEOUT,
        DEFAULT_MAX_REJECTED);
  }

  public RedisSettings withQueue(String name) {
    return new RedisSettings(url, trustedCertificates, name, commandTimeout, maxRejected);
  }

  public RedisSettings withTrustedCertificates(Path pem) {
    return new RedisSettings(url, pem, queue, commandTimeout, maxRejected);
  }

  public RedisSettings withCommandTimeout(Duration timeout) {
    return new RedisSettings(url, trustedCertificates, queue, timeout, maxRejected);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RedisSettings[" + RedisUrl.masked(url) + ", queue " + queue + "]";
  }
}
