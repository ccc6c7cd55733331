package org.translationjobs.testkit.engine;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes bodies; the same value is always written in the same way. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  static JsonNode read(String body) throws Protocol.Wrong {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new Protocol.Wrong(400, "invalid_json", "The body is no JSON");
    }
  }

  /** The strings under a name, of an array or alone; none where there are none or the body is no JSON. */
  static List<String> strings(String body, String name) {
    try {
      var value = MAPPER.readTree(body).path(name);
      var strings = new ArrayList<String>();
      if (value.isArray()) {
        value.forEach(one -> strings.add(one.asString("")));
      } else if (value.isString()) {
        strings.add(value.asString(""));
      }
      return strings;
    } catch (JacksonException e) {
      return List.of();
    }
  }

  /** Reads the value that the text begins with; missing when it is none. */
  static JsonNode beginning(String text) {
    try {
      return MAPPER.reader()
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (JacksonException e) {
      return MAPPER.missingNode();
    }
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
