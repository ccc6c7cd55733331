package org.translationjobs.runtime;

import org.translationjobs.redis.RedisSettings;
import org.translationjobs.runtime.configuration.RedisConfiguration;

/** From configuration to what the Redis adapter wants. */
final class RedisParts {
  private RedisParts() {}

  static RedisSettings settings(RedisConfiguration redis) {
    var settings = RedisSettings.of(redis.url()).withQueue(redis.queue());
    return redis.caCertificate().map(settings::withTrustedCertificates).orElse(settings);
  }
}
