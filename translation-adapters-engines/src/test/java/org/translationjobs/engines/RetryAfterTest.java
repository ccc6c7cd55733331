package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
      "Retry-After, 7, 7000", "retry-after, ' 7 ', 7000", "Retry-After, 0, 0",
      "Retry-After, 0.25, 250", "Retry-After, 1.5, 1500", "Retry-After, 20s, 20000",
      "Retry-After-Ms, 1234, 1234", "Retry-After-Ms, 0.5, 1",
      "x-ratelimit-reset-requests, 1.2s, 1200", "x-ratelimit-reset-requests, 6m0s, 360000",
      "x-ratelimit-reset-tokens, 17ms, 17", "x-ratelimit-reset-tokens, 1h2m3s, 3723000",
      "x-ratelimit-reset-tokens, 90, 90000", "Retry-After, 999999999999, 86400000"})
  void everyFormIsRead(String header, String value, long millis) {
    var wait = RetryAfter.of(headers(header, value), NOW).orElseThrow();
    assertThat(wait.plusNanos(999_999).toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-3", "1,5", "s", "1e9", "Sun, 99 Mar 2026"})
  void whatIsNotUnderstoodIsPassedOver(String value) {
    assertThat(RetryAfter.of(headers("Retry-After", value), NOW)).isEmpty();
    assertThat(
        RetryAfter.of(headers("Retry-After", value, "x-ratelimit-reset-tokens", "2s"), NOW))
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void aDateIsComparedWithTheServersOwnClock() {
    var date = "Sun, 01 Mar 2026 12:00:30 GMT";
    assertThat(RetryAfter.of(headers("Retry-After", date), NOW)).contains(Duration.ofSeconds(30));
    assertThat(
        RetryAfter.of(headers("Retry-After", date, "Date", "Sun, 01 Mar 2026 12:00:20 GMT"), NOW))
        .contains(Duration.ofSeconds(10));
    assertThat(
        RetryAfter.of(headers("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT"), NOW))
        .contains(Duration.ZERO);
  }

  @Test
  void millisecondsWinOverSecondsAndSecondsOverResets() {
    assertThat(
        RetryAfter.of(
            headers(
                "Retry-After", "5", "Retry-After-Ms", "100", "x-ratelimit-reset-tokens", "9s"),
            NOW))
        .contains(Duration.ofMillis(100));
    assertThat(
        RetryAfter.of(headers("Retry-After", "5", "x-ratelimit-reset-tokens", "9s"), NOW))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void theLimitThatIsExhaustedCounts() {
    assertThat(
        RetryAfter.of(
            headers(
                "x-ratelimit-reset-requests", "1s", "x-ratelimit-reset-tokens", "6m0s",
                "x-ratelimit-remaining-tokens", "0"),
            NOW))
        .contains(Duration.ofMinutes(6));
    assertThat(
        RetryAfter.of(
            headers("x-ratelimit-reset-requests", "1s", "x-ratelimit-reset-tokens", "6m0s"), NOW))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void nothingSaidIsNothing() {
    assertThat(RetryAfter.of(headers(), NOW)).isEmpty();
  }

  private static HttpHeaders headers(String... namesAndValues) {
    var headers = new TreeMap<String, List<String>>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      headers.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return HttpHeaders.of(Map.copyOf(headers), (name, value) -> true);
  }
}
