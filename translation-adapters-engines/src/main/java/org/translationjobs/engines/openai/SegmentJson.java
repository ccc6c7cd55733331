package org.translationjobs.engines.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.translationjobs.core.engine.EngineSegment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Segments as JSON: {@code {"segments":[{"id":1,"text":"…"}]}} and {@code "translations"} back. */
final class SegmentJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TRANSLATIONS = "translations";

  private SegmentJson() {}

  /**
   * An answer that could be read.
   *
   * @param exact
   *          whether it is exactly what was asked for: nothing around it, every name and type right
   */
  record Read(List<EngineSegment> segments, boolean exact) {
    Read {
      segments = List.copyOf(segments);
    }
  }

  static String write(List<EngineSegment> segments) {
    var root = JSON.createObjectNode();
    var array = root.putArray("segments");
    segments.forEach(s -> array.addObject().put("id", s.id()).put("text", s.text()));
    return JSON.writeValueAsString(root);
  }

  /** The schema of an answer; the same for every request, so that servers prepare it once. */
  static ObjectNode schema() {
    var item = object("id", "text");
    var fields = item.putObject("properties");
    fields.putObject("id").put("type", "integer");
    fields.putObject("text").put("type", "string");
    var root = object(TRANSLATIONS);
    root.putObject("properties")
        .putObject(TRANSLATIONS)
        .put("type", "array")
        .set("items", item);
    return root;
  }

  private static ObjectNode object(String... required) {
    var node = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
    var names = node.putArray("required");
    Stream.of(required).forEach(names::add);
    return node;
  }

  /** Reads strictly first, then whatever is between the first and the last bracket. */
  static Optional<Read> read(String answer) {
    var exact = tree(answer.strip()).flatMap(SegmentJson::exact);
    return exact.isPresent() ? exact : tree(inner(answer)).flatMap(SegmentJson::lenient);
  }

  /** What is whole of an answer whose end is missing; empty when that cannot be told. */
  static List<EngineSegment> beginning(String answer) {
    var start = answer.indexOf('{');
    var end = answer.lastIndexOf('}');
    return start < 0 || end < start
        ? List.of()
        : tree(answer.substring(start, end + 1) + "]}").flatMap(SegmentJson::exact)
            .map(Read::segments)
            .orElse(List.of());
  }

  private static Optional<Read> exact(JsonNode root) {
    var array = root.path(TRANSLATIONS);
    var segments = new ArrayList<EngineSegment>();
    for (var item : array) {
      if (!item.path("id").isInt() || !item.path("text").isString()) {
        return Optional.empty();
      }
      segments.add(new EngineSegment(item.path("id").intValue(), item.path("text").stringValue()));
    }
    return array.isArray() && !segments.isEmpty()
        ? Optional.of(new Read(segments, true))
        : Optional.empty();
  }

  private static Optional<Read> lenient(JsonNode root) {
    var array =
        Stream.of(root, root.path(TRANSLATIONS), root.path("segments"))
            .filter(JsonNode::isArray)
            .findFirst();
    if (array.isEmpty()) {
      return Optional.empty();
    }
    var segments = new ArrayList<EngineSegment>();
    for (var item : array.get()) {
      var id = item.path("id").asString("").strip();
      var text =
          Stream.of("text", "translation", "target")
              .map(item::path)
              .filter(JsonNode::isString)
              .findFirst();
      if (!id.matches("\\d{1,9}") || text.isEmpty()) {
        return Optional.empty();
      }
      segments.add(new EngineSegment(Integer.parseInt(id), text.get().stringValue()));
    }
    return segments.isEmpty() ? Optional.empty() : Optional.of(new Read(segments, false));
  }

  private static Optional<JsonNode> tree(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String inner(String answer) {
    var start = answer.indexOf('{');
    var list = answer.indexOf('[');
    if (list >= 0 && (start < 0 || list < start)) {
      start = list;
    }
    var end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'));
    return start < 0 || end < start ? "" : answer.substring(start, end + 1);
  }
}
