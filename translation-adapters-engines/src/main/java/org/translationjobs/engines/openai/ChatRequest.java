package org.translationjobs.engines.openai;

import java.util.List;
import java.util.OptionalDouble;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.text.TokenEstimate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One chat to be completed.
 *
 * @param maxTokens
 *          of the answer
 */
record ChatRequest(
    String model, OptionalDouble temperature, List<Prompt.Message> messages, int maxTokens) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int FIXED = 500;
  private static final int PER_SEGMENT = 15;

  /** Room for any translation: twice the source, and what stands around it. */
  static int roomFor(EngineRequest request) {
    return FIXED
        + request.segments().size() * PER_SEGMENT
        + 2 * request.segments()
            .stream()
            .map(EngineSegment::text)
            .mapToInt(TokenEstimate::of)
            .sum();
  }

  /** What the server will count at the least, if it reads all of it. */
  long fewestTokens() {
    return promptTokens() * 2 / 5;
  }

  /** An estimate, rather too high. */
  long promptTokens() {
    return messages.stream().mapToLong(m -> TokenEstimate.of(m.content())).sum();
  }

  /** The body of the request, as the server understands it. */
  String json(OpenAiDialect dialect) {
    var body = JSON.createObjectNode().put("model", model);
    var chat = body.putArray("messages");
    messages.forEach(m -> chat.addObject().put("role", m.role()).put("content", m.content()));
    body.put(dialect.lengthField(), maxTokens);
    if (dialect.temperature() && temperature.isPresent()) {
      body.put("temperature", temperature.getAsDouble());
    }
    switch (dialect.answerForm()) {
      case JSON_SCHEMA -> schema(body);
      case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
      case TEXT -> {
      }
    }
    body.put("stream", true);
    if (dialect.streamUsage()) {
      body.putObject("stream_options").put("include_usage", true);
    }
    return JSON.writeValueAsString(body);
  }

  private static void schema(ObjectNode body) {
    body.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", "translations")
        .put("strict", true)
        .set("schema", SegmentJson.schema());
  }
}
