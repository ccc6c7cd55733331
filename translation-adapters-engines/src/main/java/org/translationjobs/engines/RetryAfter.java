package org.translationjobs.engines;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a server wants to be asked again, in every form in which servers say so. */
final class RetryAfter {
  /** What a server asks for beyond that is cut: a probe an hour costs nothing. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

  private RetryAfter() {}

  /**
   * {@code Retry-After-Ms}, else {@code Retry-After} as seconds, fractions of them, or a date, which is
   * measured by the server's own clock where it tells that.
   *
   * @param now
   *          by our clock
   * @return more than nothing and at most {@link #LONGEST}; empty when the server says nothing, nothing
   *         that can be read, or that no wait is needed
   */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers.firstValue("Retry-After-Ms")
        .flatMap(value -> number(value, 1))
        .or(() -> headers.firstValue("Retry-After").flatMap(value -> number(value, 1_000)))
        .or(
            () -> headers.firstValue("Retry-After")
                .flatMap(RetryAfter::date)
                .map(
                    date -> Duration.between(
                        headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now), date)))
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> number(String value, int milliseconds) {
    return NUMBER.matcher(value.strip()).matches()
        ? Optional.of(
            Duration.ofNanos(
                (long) Math.min(
                    LONGEST.toNanos(), Double.parseDouble(value.strip()) * milliseconds * 1e6)))
        : Optional.empty();
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
