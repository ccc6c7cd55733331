package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.RateLimits.Admission;
import org.translationjobs.core.engine.RateLimits.Pause;
import org.translationjobs.core.time.Tasks;

/**
 * The keys of one engine, the first choice first. A key that is exhausted, refused or told to wait is
 * parked, one at its rate limit is passed over, and the next one is used; the engine fails only when
 * none is left.
 *
 * <p>
 * Thread-safe. Waits and exhausted keys are known to all who share the rate limits; a refused key to
 * this object alone, because the reason may be this machine's address.
 */
public final class KeyRing {
  /** For how long a key is parked when the server does not say. */
  static final Duration PARKED = Duration.ofMinutes(1);

  private final List<Key> keys;
  private final RateLimit limit;
  private final RateLimits limits;
  private final RateLimits refused;
  private final Tasks tasks;

  /**
   * @param server
   *          to whose keys these belong
   * @param keys
   *          none for a server that wants none: then calls are made with the key {@code ""}
   */
  public KeyRing(String server, List<String> keys, KeyLimits limits) {
    var values = keys.isEmpty() ? List.of("") : keys;
    this.keys =
        IntStream.range(0, values.size())
            .mapToObj(i -> new Key(i + 1, values.get(i), KeyId.of(server, values.get(i))))
            .toList();
    this.limit = limits.limit();
    this.limits = limits.limits();
    this.tasks = limits.tasks();
    this.refused = new LocalRateLimits(tasks::now, () -> 1);
  }

  private record Key(int number, String value, KeyId id) {}

  /**
   * Makes a call with the first key that is not parked and whose turn it is, and with the next ones as
   * long as the reply is {@code QUOTA_EXHAUSTED}, {@code UNAUTHORIZED} or {@code RATE_LIMITED}. When
   * all that are left are at their rate limits, waits for the first of them, at most half of the time.
   *
   * @param size
   *          of the first request of the call
   * @return the first other reply; without one the failure of the key that is free first, and how long
   *         that takes
   */
  public EngineReply call(RateLimit.Call size, Deadline deadline, Call call)
      throws IOException, InterruptedException, TimeoutException {
    var failures = new ArrayList<Failure>();
    var next = Optional.<Late>empty();
    for (var key : keys) {
      switch (ask(key, size, Duration.ZERO)) {
        case Admission.Granted granted -> {
          var reply = use(key, call);
          if (!reply.isOfTheKey()) {
            return reply.told();
          }
          failures.add(reply.failure());
        }
        case Admission.Late(var delay) -> next =
            next.filter(late -> late.delay().compareTo(delay) <= 0)
                .or(() -> Optional.of(new Late(key, delay)));
        case Admission.Paused(var pause) -> failures.add(failure(key, pause));
      }
    }
    if (next.isPresent()) {
      var key = next.get().key();
      var obstacle = turn(key, size, deadline);
      if (obstacle.isEmpty()) {
        var reply = use(key, call);
        if (!reply.isOfTheKey()) {
          return reply.told();
        }
        failures.add(reply.failure());
      } else {
        failures.add(obstacle.get());
      }
    }
    return failures.stream()
        .min(Comparator.comparing(failure -> failure.retryAfter().orElse(Duration.ZERO)))
        .orElseThrow();
  }

  private record Late(Key key, Duration delay) {}

  /** A key that is not parked now. */
  public Optional<String> free() {
    return keys.stream().filter(key -> paused(key).isEmpty()).map(Key::value).findFirst();
  }

  private Admission ask(Key key, RateLimit.Call size, Duration atMost) {
    return refused.paused(key.id())
        .<Admission>map(Admission.Paused::new)
        .orElseGet(() -> limits.ask(key.id(), limit, size, atMost));
  }

  private Optional<Pause> paused(Key key) {
    return refused.paused(key.id()).or(() -> limits.paused(key.id()));
  }

  /** Waits for a key's turn; why it must not be used where that takes too long. */
  private Optional<Failure> turn(Key key, RateLimit.Call size, Deadline deadline)
      throws InterruptedException, TimeoutException {
    return switch (ask(key, size, deadline.left().dividedBy(2))) {
      case Admission.Granted(var delay) -> afterSleeping(key, delay);
      case Admission.Late(var delay) -> Optional.of(
          failure(
              key,
              new Pause(
                  delay, FailureKind.RATE_LIMITED,
                  "its rate limit is used up for " + delay.toSeconds() + " s")));
      case Admission.Paused(var pause) -> Optional.of(failure(key, pause));
    };
  }

  private Optional<Failure> afterSleeping(Key key, Duration delay) throws InterruptedException {
    if (!delay.isPositive()) {
      return Optional.empty();
    }
    tasks.sleep(delay);
    return paused(key).map(pause -> failure(key, pause));
  }

  private Reply use(Key key, Call call)
      throws IOException, InterruptedException, TimeoutException {
    var turns = new Turns(key);
    var reply = call.with(key.value(), turns);
    if (!(reply instanceof Failure failure) || !isOfTheKey(failure.kind())) {
      return new Reply(reply, Optional.empty());
    }
    return new Reply(
        reply, Optional.of(turns.refused ? failure : parked(key, failure)));
  }

  private record Reply(EngineReply told, Optional<Failure> ofTheKey) {
    boolean isOfTheKey() {
      return ofTheKey.isPresent();
    }

    Failure failure() {
      return ofTheKey.orElseThrow();
    }
  }

  private static boolean isOfTheKey(FailureKind kind) {
    return kind == FailureKind.QUOTA_EXHAUSTED
        || kind == FailureKind.UNAUTHORIZED
        || kind == FailureKind.RATE_LIMITED;
  }

  /** Parks the key, unless the server only says "too many requests" and not for how long. */
  private Failure parked(Key key, Failure failure) {
    var isRate = failure.kind() == FailureKind.RATE_LIMITED;
    var time = isRate ? failure.retryAfter() : failure.retryAfter().or(() -> Optional.of(PARKED));
    time.filter(Duration::isPositive)
        .ifPresent(
            left -> (failure.kind() == FailureKind.UNAUTHORIZED ? refused : limits)
                .pause(key.id(), new Pause(left, failure.kind(), failure.message())));
    return new Failure(failure.kind(), named(key, failure.message()), time, failure.usage());
  }

  private Failure failure(Key key, Pause pause) {
    return new Failure(
        pause.kind(), named(key, pause.reason()), Optional.of(pause.left()));
  }

  private String named(Key key, String message) {
    return keys.size() == 1
        ? message
        : "key " + key.number() + " of " + keys.size() + ": " + message;
  }

  /** One call of the engine. */
  @FunctionalInterface
  public interface Call {
    /**
     * Sends a request with the key, whose turn it is.
     *
     * @param turns
     *          to be asked before every further request of the same call
     */
    EngineReply with(String key, Turns turns)
        throws IOException, InterruptedException, TimeoutException;
  }

  /** The further requests of one call with one key. For one thread. */
  public final class Turns {
    private final Key key;
    private boolean refused;

    private Turns(Key key) {
      this.key = key;
    }

    /**
     * Waits until one more request may be sent.
     *
     * @return what the call has to answer when that takes too long
     */
    public Optional<Failure> await(RateLimit.Call size, Deadline deadline)
        throws InterruptedException, TimeoutException {
      var obstacle = turn(key, size, deadline);
      refused = obstacle.isPresent();
      return obstacle;
    }
  }
}
