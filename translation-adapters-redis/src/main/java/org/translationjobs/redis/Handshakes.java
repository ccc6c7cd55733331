package org.translationjobs.redis;

import java.util.function.Supplier;

/**
 * Connects once more where Lettuce lost what the server said: when a connection ends sooner than Lettuce
 * has looked for the handler of the handshake, which goes with the connection, it reports the missing
 * handler instead ({@code AbstractRedisClient.initializeChannelAsync0} of Lettuce 7).
 */
final class Handshakes {
  private static final String LOST = "RedisHandshakeHandler not registered";

  private Handshakes() {}

  static <T> T connect(Supplier<T> connect) {
    try {
      return connect.get();
    } catch (RuntimeException e) {
      if (isLost(e)) {
        return connect.get();
      }
      throw e;
    }
  }

  /** Whether it is this that a failure is about. */
  static boolean isLost(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalStateException && LOST.equals(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }
}
