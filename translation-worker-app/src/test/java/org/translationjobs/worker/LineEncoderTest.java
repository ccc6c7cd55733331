package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.translationjobs.runtime.configuration.LogConfiguration.Format;

class LineEncoderTest {
  private final LoggingEvent event = new LoggingEvent(
      "fqcn", new LoggerContext().getLogger("org.example"), Level.WARN,
      "cannot reach {}", null, new Object[] {"redis://:hush@h:6379"});

  LineEncoderTest() {
    event.setInstant(Instant.parse("2026-11-23T12:34:56.789Z"));
    event.setThreadName("main");
    event.addKeyValuePair(new KeyValuePair("job_id", "j"));
    event.addKeyValuePair(new KeyValuePair("duration_ms", 12L));
  }

  @Test
  void textIsOneLineInUtc() {
    assertThat(encoded(Format.TEXT))
        .isEqualTo("2026-11-23T12:34:56.789Z WARN  cannot reach redis://:***@h:6379\n");
  }

  @Test
  void jsonIsOneObjectWithFields() {
    assertThat(encoded(Format.JSON)).isEqualTo(
        "{\"time\":\"2026-11-23T12:34:56.789Z\",\"level\":\"WARN\",\"logger\":\"org.example\","
            + "\"thread\":\"main\",\"message\":\"cannot reach redis://:***@h:6379\","
            + "\"job_id\":\"j\",\"duration_ms\":12}\n");
  }

  private String encoded(Format format) {
    return new String(new LineEncoder(format).encode(event), StandardCharsets.UTF_8);
  }
}
