package org.translationjobs.redis;

import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.testkit.Eventually;

final class RateLimitsUnderTest {
  static final KeyId KEY = KeyId.of("http://server", "key");

  private RateLimitsUnderTest() {}

  /** The first questions may find a connection that is still being made. */
  static void awaitConnection(RateLimits limits) {
    Eventually.until("Redis answers", () -> answers(limits));
  }

  static boolean answers(RateLimits limits) {
    try {
      limits.paused(KEY);
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }
}
