package org.translationjobs.cli.json;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes maps, collections and plain values as one JSON document. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * @param document
   *          of maps, collections, text, numbers, booleans, instants and optional values; anything else
   *          as its text
   */
  public static String of(Object document) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, document);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Optional<?> optional -> write(json, optional.orElse(null));
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, field) -> {
          json.writeName(String.valueOf(name));
          write(json, field);
        });
        json.writeEndObject();
      }
      case Collection<?> collection -> {
        json.writeStartArray();
        collection.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Instant instant -> json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
      default -> json.writeString(value.toString());
    }
  }
}
