package org.translationjobs.testkit.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** In which form a refusal says when to come back. */
public sealed interface RetryHint {
  /** No hint at all. */
  static RetryHint none() {
    return new None();
  }

  /** Says nothing. */
  record None() implements RetryHint {}

  /** {@code Retry-After: 2} */
  record Seconds(int seconds) implements RetryHint {}

  /** {@code Retry-After: 0.250} */
  record Fraction(Duration pause) implements RetryHint {}

  /** {@code Retry-After-Ms: 250} */
  record Milliseconds(Duration pause) implements RetryHint {}

  /** {@code Retry-After: Wed, 21 Oct 2026 07:28:00 GMT}, the first full second after the wait. */
  record Date(Duration pause) implements RetryHint {}

  /** {@code x-ratelimit-reset-requests: 250ms} with nothing remaining. */
  record Reset(Duration pause) implements RetryHint {}

  /** A {@code Retry-After} as it is given here, however odd; nobody is asked to wait for it. */
  record Raw(String value) implements RetryHint {}

  /** The headers that say it. */
  default Map<String, String> headers(Instant now) {
    return switch (this) {
      case None none -> Map.of();
      case Seconds(var seconds) -> Map.of("Retry-After", String.valueOf(seconds));
      case Fraction(var pause) -> Map.of(
          "Retry-After", String.format(Locale.ROOT, "%.3f", pause.toMillis() / 1000.0));
      case Milliseconds(var pause) -> Map.of("Retry-After-Ms", String.valueOf(pause.toMillis()));
      case Date(var pause) -> Map.of(
          "Retry-After",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(date(now, pause).atOffset(ZoneOffset.UTC)));
      case Reset(var pause) -> Map.of(
          "x-ratelimit-remaining-requests", "0",
          "x-ratelimit-reset-requests", pause.toMillis() + "ms");
      case Raw(var value) -> Map.of("Retry-After", value);
    };
  }

  /** Before when a client that obeys does not come back. */
  default Instant until(Instant now) {
    return switch (this) {
      case None none -> now;
      case Seconds(var seconds) -> now.plusSeconds(seconds);
      case Fraction(var pause) -> now.plus(pause);
      case Milliseconds(var pause) -> now.plus(pause);
      case Date(var pause) -> date(now, pause);
      case Reset(var pause) -> now.plus(pause);
      case Raw raw -> now;
    };
  }

  private static Instant date(Instant now, Duration pause) {
    return now.plus(pause).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }
}
