package org.translationjobs.engines;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Keeps requests within a number in any minute, and keeps all of them back after a server has had too
 * many: one that bans who does not listen must not be asked again too soon. Time is an argument, from
 * any start. Thread-safe.
 */
final class Pace {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private Optional<Duration> closedUntil = Optional.empty();
  private int refusals;

  /** @param perMinute at least 1 */
  Pace(int perMinute) {
    this.perMinute = perMinute;
  }

  private record Slot(Duration at, int requests) {}

  /**
   * When requests may be sent.
   *
   * @param pause
   *          from now; zero when they may be sent now
   * @param isLate
   *          whether that is longer than the sender can wait; then nothing is reserved
   */
  record Turn(Duration pause, boolean isLate) {}

  /**
   * Reserves the next turn for requests that are sent together; more than a minute's number count as
   * that number.
   *
   * @param atMost
   *          how long the sender can wait
   */
  synchronized Turn reserve(int requests, Duration now, Duration atMost) {
    var cost = Math.min(requests, perMinute);
    var at = slots.isEmpty() || slots.getLast().at().compareTo(now) < 0
        ? now
        : slots.getLast().at();
    drop(now);
    var used = slots.stream().mapToInt(Slot::requests).sum();
    for (var slot : slots) {
      var end = slot.at().plus(MINUTE);
      if (used + cost > perMinute && end.compareTo(at) > 0) {
        at = end;
      }
      if (end.compareTo(at) <= 0) {
        used -= slot.requests();
      }
    }
    var pause = at.minus(now);
    var isLate = pause.compareTo(atMost) > 0;
    if (!isLate) {
      slots.addLast(new Slot(at, cost));
    }
    return new Turn(pause, isLate);
  }

  private void drop(Duration now) {
    while (!slots.isEmpty() && slots.getFirst().at().plus(MINUTE).compareTo(now) <= 0) {
      slots.removeFirst();
    }
  }

  /** How long nothing may be sent; empty when it may. */
  synchronized Optional<Duration> left(Duration now) {
    return closedUntil.map(until -> until.minus(now)).filter(Duration::isPositive);
  }

  /**
   * The server had too many requests.
   *
   * @param wanted
   *          the wait that it asked for; without one, a wait that doubles with each refusal in a row
   * @param sent
   *          when the refused request was sent: those sent together count once
   * @return how long nothing may be sent
   */
  synchronized Duration refused(Optional<Duration> wanted, Duration sent, Duration now) {
    if (isAfterTheLastWait(sent)) {
      refusals++;
    }
    var doubled = SHORTEST.multipliedBy(1L << Math.min(refusals - 1, 10));
    var wait = wanted.orElse(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    var until = closedUntil.filter(u -> u.compareTo(now.plus(wait)) > 0).orElse(now.plus(wait));
    closedUntil = Optional.of(until);
    return until.minus(now);
  }

  /** A request was answered that was sent after the last wait. */
  synchronized void succeeded(Duration sent) {
    if (isAfterTheLastWait(sent)) {
      refusals = 0;
    }
  }

  private boolean isAfterTheLastWait(Duration sent) {
    return closedUntil.map(until -> sent.compareTo(until) >= 0).orElse(true);
  }
}
