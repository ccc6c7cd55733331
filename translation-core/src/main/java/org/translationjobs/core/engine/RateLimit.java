package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How much a key may be used. Calls are spread evenly: each one keeps the next ones waiting for its
 * share of a minute. So requests stay within their number in any minute, and tokens within theirs and
 * those of one call more.
 *
 * @param requestsPerMinute
 *          at least 1; empty for no limit
 * @param tokensPerMinute
 *          of questions and answers together, at least 1; empty for no limit
 */
public record RateLimit(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {
  public static final RateLimit NONE = new RateLimit(OptionalInt.empty(), OptionalInt.empty());

  private static final double MICROS_PER_MINUTE = 60_000_000;

  public RateLimit {
    if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("a rate limit is at least 1 in a minute");
    }
  }

  /**
   * For how long the requests of a call use up the limit, in microseconds, rounded up; zero without
   * one.
   *
   * @param workers
   *          who divide the limit among them, at least 1
   */
  public Duration ofRequests(Call call, int workers) {
    return share(call.requests(), requestsPerMinute, workers);
  }

  /** The same for its tokens. */
  public Duration ofTokens(Call call, int workers) {
    return share(call.tokens(), tokensPerMinute, workers);
  }

  private static Duration share(long used, OptionalInt perMinute, int workers) {
    if (perMinute.isEmpty()) {
      return Duration.ZERO;
    }
    var micros = Math.ceil(MICROS_PER_MINUTE * used * workers / perMinute.getAsInt());
    return Duration.ofNanos(1_000 * (long) micros);
  }

  /**
   * What one call takes of a limit.
   *
   * @param tokens
   *          as they are estimated before it
   */
  public record Call(int requests, long tokens) {
    public Call {
      if (requests < 1 || tokens < 0) {
        throw new IllegalArgumentException("a call is at least one request");
      }
    }

    public static Call ofOneRequest() {
      return new Call(1, 0);
    }
  }
}
