package org.translationjobs.redis;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;

/**
 * {@link RateLimits} by one hash for each key, in the Cluster slot of the queue, with a time to live.
 * Every question is one script, by the clock of the server. Thread-safe.
 */
final class RedisRateLimits implements RateLimits {
  static final Duration PATIENCE = Duration.ofMillis(200);

  private final RedisLink link;
  private final QueueKeys keys;
  private final Duration patience;

  /** @param patience after which a question without an answer fails */
  RedisRateLimits(RedisLink link, QueueKeys keys, Duration patience) {
    this.link = link;
    this.keys = keys;
    this.patience = patience;
  }

  @Override
  public Admission ask(KeyId key, RateLimit limit, RateLimit.Call call, Duration atMost) {
    var answer = call(
        key, Scripts.ASK, micros(limit.ofRequests(call, 1)), micros(limit.ofTokens(call, 1)),
        micros(atMost));
    return switch (text(answer, 0)) {
      case "granted" -> new Admission.Granted(duration(answer, 1));
      case "late" -> new Admission.Late(duration(answer, 1));
      default -> new Admission.Paused(pause(answer, 1));
    };
  }

  @Override
  public void pause(KeyId key, Pause pause) {
    var use = new byte[][] {keys.rateLimit(key)};
    link.<Long>call(
        name(key), patience,
        redis -> redis.eval(
            Scripts.PAUSE, ScriptOutputType.INTEGER, use, micros(pause.left()),
            QueueKeys.bytes(pause.kind().name()), QueueKeys.bytes(pause.reason())));
  }

  @Override
  public Optional<Pause> paused(KeyId key) {
    var pause = call(key, Scripts.PAUSED);
    return duration(pause, 0).isPositive() ? Optional.of(pause(pause, 0)) : Optional.empty();
  }

  /** Begins to connect: the first question would not wait for that. */
  void prepare() {
    link.prepare();
  }

  void close() {
    link.close();
  }

  private List<Object> call(KeyId key, String script, byte[]... arguments) {
    var use = new byte[][] {keys.rateLimit(key)};
    return link.<List<Object>>call(
        name(key), patience, redis -> redis.eval(script, ScriptOutputType.MULTI, use, arguments));
  }

  private String name(KeyId key) {
    return new String(keys.rateLimit(key), StandardCharsets.UTF_8);
  }

  private static Pause pause(List<Object> answer, int from) {
    return new Pause(
        duration(answer, from), kind(text(answer, from + 1)), text(answer, from + 2));
  }

  /** Another version may know more kinds. */
  private static FailureKind kind(String name) {
    try {
      return FailureKind.valueOf(name);
    } catch (IllegalArgumentException e) {
      return FailureKind.RATE_LIMITED;
    }
  }

  private static byte[] micros(Duration duration) {
    return QueueKeys.bytes(String.valueOf((duration.toNanos() + 999) / 1_000));
  }

  private static Duration duration(List<Object> answer, int index) {
    return Duration.ofNanos(1_000 * Long.parseLong(text(answer, index)));
  }

  private static String text(List<Object> answer, int index) {
    if (index < answer.size() && answer.get(index) instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    throw new UnavailableException("Redis", "a rate limit's script answered " + answer, null);
  }
}
