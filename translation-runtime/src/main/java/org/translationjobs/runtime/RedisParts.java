package org.translationjobs.runtime;

import java.util.Optional;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.redis.RedisAnnouncements;
import org.translationjobs.redis.RedisSettings;
import org.translationjobs.runtime.configuration.RedisConfiguration;

/**
 * What Redis is used for.
 *
 * @param sharedLimits
 *          empty without Redis
 */
record RedisParts(Announcements announcements, Optional<RateLimits> sharedLimits) {
  static RedisParts of(RedisAnnouncements redis) {
    return new RedisParts(redis, Optional.of(redis.rateLimits()));
  }

  static RedisParts none(Announcements instead) {
    return new RedisParts(instead, Optional.empty());
  }

  static RedisSettings settings(RedisConfiguration redis) {
    var settings = RedisSettings.of(redis.url()).withQueue(redis.queue());
    return redis.caCertificate().map(settings::withTrustedCertificates).orElse(settings);
  }
}
