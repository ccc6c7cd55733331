package org.translationjobs.engines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a server asks us to wait, in every form in which servers say it. Pure. */
public final class RetryAfter {
  /** Nobody is asked to wait longer, whatever the header says. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?=\\d)(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?"
              + "(?:(\\d{1,9}(?:\\.\\d{1,12})?)s)?(?:(\\d{1,12}(?:\\.\\d{1,12})?)ms)?");
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

  private RetryAfter() {}

  /**
   * Reads, the first that says something: {@code Retry-After-Ms}; {@code Retry-After} as seconds,
   * whole or not, or as an HTTP date; {@code x-ratelimit-reset-requests} and {@code -tokens} such as
   * {@code 1.2s} or {@code 6m0s}: the later one of the limits that have nothing remaining, otherwise
   * the sooner one.
   *
   * @param now
   *          what an HTTP date is compared with where the answer has no {@code Date} of its own
   * @return from 0 to one day; empty when nothing is said or nothing understood
   */
  public static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return header(headers, "Retry-After-Ms").flatMap(text -> number(text, NANOS_PER_MILLI))
        .or(() -> header(headers, "Retry-After").flatMap(text -> seconds(headers, text, now)))
        .or(() -> reset(headers))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> seconds(HttpHeaders headers, String text, Instant now) {
    return number(text, NANOS_PER_SECOND)
        .or(() -> span(text))
        .or(
            () -> date(text).map(
                until -> {
                  var from = header(headers, "Date").flatMap(RetryAfter::date).orElse(now);
                  return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
                }));
  }

  private static Optional<Duration> reset(HttpHeaders headers) {
    var exhausted =
        Stream.of("requests", "tokens")
            .filter(what -> header(headers, "x-ratelimit-remaining-" + what)
                .filter("0"::equals)
                .isPresent())
            .flatMap(what -> reset(headers, what).stream())
            .max(Duration::compareTo);
    return exhausted.or(
        () -> Stream.of("requests", "tokens")
            .flatMap(what -> reset(headers, what).stream())
            .min(Duration::compareTo));
  }

  private static Optional<Duration> reset(HttpHeaders headers, String what) {
    return header(headers, "x-ratelimit-reset-" + what)
        .flatMap(text -> span(text).or(() -> number(text, NANOS_PER_SECOND)))
        .filter(wait -> wait.compareTo(LONGEST) <= 0);
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return headers.firstValue(name).map(String::strip);
  }

  private static Optional<Duration> number(String text, BigDecimal nanosPerUnit) {
    return NUMBER.matcher(text).matches()
        ? Optional.of(nanos(text, nanosPerUnit))
        : Optional.empty();
  }

  private static Optional<Duration> span(String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(whole(parts.group(1)))
            .plusHours(whole(parts.group(2)))
            .plusMinutes(whole(parts.group(3)))
            .plus(nanos(parts.group(4), NANOS_PER_SECOND))
            .plus(nanos(parts.group(5), NANOS_PER_MILLI)));
  }

  private static long whole(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Rounded up, and never more than a bit over {@link #LONGEST}. */
  private static Duration nanos(
      @Nullable String number, BigDecimal nanosPerUnit) {
    if (number == null) {
      return Duration.ZERO;
    }
    var nanos = new BigDecimal(number).multiply(nanosPerUnit);
    var most = BigDecimal.valueOf(LONGEST.plusSeconds(1).toNanos());
    return Duration.ofNanos(nanos.min(most).setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
