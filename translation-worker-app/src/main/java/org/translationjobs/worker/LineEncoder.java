package org.translationjobs.worker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import org.translationjobs.runtime.configuration.LogConfiguration.Format;
import org.translationjobs.runtime.configuration.Secrets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line, or one JSON object with the event's key-value pairs as fields, for each event; UTC; never
 * a password out of a URL.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonFactory JSON = new JsonFactory();

  private final Format format;

  LineEncoder(Format format) {
    this.format = format;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = switch (format) {
      case TEXT -> text(event);
      case JSON -> json(event);
    };
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static String text(ILoggingEvent event) {
    var line = new StringBuilder(200)
        .append(TIME.format(time(event)))
        .append(' ')
        .append(String.format("%-5s", event.getLevel()))
        .append(' ')
        .append(Secrets.maskText(event.getFormattedMessage()))
        .append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(trace(event));
    }
    return line.toString();
  }

  private static String json(ILoggingEvent event) {
    var line = new StringWriter(400);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("time", TIME.format(time(event)));
      json.writeStringProperty("level", event.getLevel().toString());
      json.writeStringProperty("logger", event.getLoggerName());
      json.writeStringProperty("thread", event.getThreadName());
      json.writeStringProperty("message", Secrets.maskText(event.getFormattedMessage()));
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      if (pairs != null) {
        pairs.forEach(pair -> write(json, pair));
      }
      if (event.getThrowableProxy() != null) {
        json.writeStringProperty("error", trace(event));
      }
      json.writeEndObject();
    }
    return line.append('\n').toString();
  }

  private static void write(JsonGenerator json, KeyValuePair pair) {
    json.writeName(pair.key);
    switch (pair.value) {
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean bool -> json.writeBoolean(bool);
      case null -> json.writeNull();
      default -> json.writeString(Secrets.maskText(pair.value.toString()));
    }
  }

  private static Instant time(ILoggingEvent event) {
    return Instant.ofEpochMilli(event.getTimeStamp());
  }

  private static String trace(ILoggingEvent event) {
    return Secrets.maskText(ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
