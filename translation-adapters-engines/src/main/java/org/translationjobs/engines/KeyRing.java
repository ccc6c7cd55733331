package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;

/**
 * The keys of one engine, the first choice first. A key that is exhausted, refused or told to wait is
 * parked and the next one is used; the engine fails only when none is left.
 *
 * <p>
 * Thread-safe. What is parked is known to this object alone and lost with it.
 */
public final class KeyRing {
  /** For how long a key is parked when the server does not say. */
  static final Duration PARKED = Duration.ofMinutes(1);

  private final List<String> keys;
  private final Supplier<Duration> now;
  private final Map<Integer, Parking> parked = new HashMap<>();

  private record Parking(Duration until, Failure failure) {}

  /**
   * @param keys
   *          none for a server that wants none: then calls are made with the key {@code ""}
   * @param now
   *          a monotonic reading
   */
  public KeyRing(List<String> keys, Supplier<Duration> now) {
    this.keys = keys.isEmpty() ? List.of("") : List.copyOf(keys);
    this.now = now;
  }

  /**
   * Makes a call with the first key that is not parked, and with the next ones as long as the reply is
   * {@code QUOTA_EXHAUSTED}, {@code UNAUTHORIZED} or {@code RATE_LIMITED}.
   *
   * @return the first other reply; with every key parked the failure of the one that is free first,
   *         and how long that takes
   */
  public EngineReply call(Call call)
      throws IOException, InterruptedException, TimeoutException {
    var start = now.get();
    var last = Optional.<Failure>empty();
    for (var number = 0; number < keys.size(); number++) {
      if (parking(number, start).isPresent()) {
        continue;
      }
      var reply = call.with(keys.get(number));
      if (!(reply instanceof Failure failure) || !isOfTheKey(failure.kind())) {
        return reply;
      }
      last = Optional.of(parked(number, failure));
    }
    var all = allParked(start);
    return all.isPresent() ? all.get() : last.orElseThrow();
  }

  /** A key that is not parked now. */
  public Optional<String> free() {
    var time = now.get();
    for (var number = 0; number < keys.size(); number++) {
      if (parking(number, time).isEmpty()) {
        return Optional.of(keys.get(number));
      }
    }
    return Optional.empty();
  }

  private static boolean isOfTheKey(FailureKind kind) {
    return kind == FailureKind.QUOTA_EXHAUSTED
        || kind == FailureKind.UNAUTHORIZED
        || kind == FailureKind.RATE_LIMITED;
  }

  /** Parks the key, unless the server only says "too many requests" and not for how long. */
  private synchronized Failure parked(int number, Failure failure) {
    var named =
        keys.size() == 1
            ? failure
            : new Failure(
                failure.kind(),
                "key " + (number + 1) + " of " + keys.size() + ": " + failure.message(),
                failure.retryAfter());
    if (failure.kind() != FailureKind.RATE_LIMITED || failure.retryAfter().isPresent()) {
      var until = now.get().plus(failure.retryAfter().orElse(PARKED));
      parked.put(number, new Parking(until, named));
    }
    return named;
  }

  private synchronized Optional<Parking> parking(int number, Duration time) {
    return Optional.ofNullable(parked.get(number))
        .filter(parking -> parking.until().compareTo(time) > 0);
  }

  /** Empty when a key was free at that time. */
  private synchronized Optional<Failure> allParked(Duration time) {
    Optional<Parking> first = Optional.empty();
    for (var number = 0; number < keys.size(); number++) {
      var parking = parking(number, time);
      if (parking.isEmpty()) {
        return Optional.empty();
      }
      if (first.isEmpty() || parking.get().until().compareTo(first.get().until()) < 0) {
        first = parking;
      }
    }
    return first.map(
        parking -> new Failure(
            parking.failure().kind(), parking.failure().message(),
            Optional.of(parking.until().minus(time))));
  }

  /** One call of the engine. */
  @FunctionalInterface
  public interface Call {
    EngineReply with(String key) throws IOException, InterruptedException, TimeoutException;
  }
}
