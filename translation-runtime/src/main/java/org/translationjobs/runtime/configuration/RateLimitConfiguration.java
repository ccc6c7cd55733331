package org.translationjobs.runtime.configuration;

import java.util.OptionalInt;
import org.translationjobs.core.engine.RateLimit;

/** Reads how much the keys of an engine may be used. */
final class RateLimitConfiguration {
  private RateLimitConfiguration() {}

  static RateLimit read(Environment environment, Variable requests, Variable tokens) {
    return new RateLimit(perMinute(environment, requests), perMinute(environment, tokens));
  }

  static RateLimit read(Environment environment, Variable requests) {
    return new RateLimit(perMinute(environment, requests), OptionalInt.empty());
  }

  private static OptionalInt perMinute(Environment environment, Variable variable) {
    return environment.text(variable).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(environment.integer(variable, 1, 1, Integer.MAX_VALUE));
  }
}
