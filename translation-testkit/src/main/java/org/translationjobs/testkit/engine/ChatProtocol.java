package org.translationjobs.testkit.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.engine.Misbehaviour.Content;
import tools.jackson.databind.JsonNode;

/** Chat completions as OpenAI has them, in a stream or at once. */
final class ChatProtocol implements Protocol {
  private static final String PREFIX = "/v1/";
  private static final int CHARACTERS_OF_A_PIECE = 12;

  private final Answers answers;
  private volatile ChatOptions options = ChatOptions.defaults();

  ChatProtocol(Answers answers) {
    this.answers = answers;
  }

  void set(ChatOptions newOptions) {
    options = newOptions;
  }

  @Override
  public boolean translates(String path) {
    return path.equals(PREFIX + "chat/completions");
  }

  @Override
  public boolean lists(String path) {
    return path.equals(PREFIX + "models");
  }

  @Override
  public String key(Map<String, String> headers, String body) {
    var value = headers.getOrDefault("authorization", "");
    return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : "";
  }

  @Override
  public Answer list(String path) {
    var models = options.models().isEmpty() ? List.of("fake-model") : options.models();
    var data = models.stream().map(id -> Map.of("id", id, "object", "model")).toList();
    return Answer.json(200, Json.write(Map.of("object", "list", "data", data)));
  }

  @Override
  public Answer translate(String body, Optional<Content> wrong, Random random)
      throws InterruptedException, Wrong {
    var request = Json.read(body);
    check(request);
    var prompt = ChatPrompt.read(request.path("messages"), options.contextTokens());
    var texts = prompt.segments().stream().map(EngineSegment::text).toList();
    var translated = answers.translate(texts, options.languages());
    var good = new ArrayList<EngineSegment>();
    for (var i = 0; i < texts.size(); i++) {
      good.add(new EngineSegment(prompt.segments().get(i).id(), translated.get(i)));
    }
    var isJson = options.structuredOutput() == ChatOptions.StructuredOutput.SUPPORTED
        && request.path("response_format").path("type").asString("").startsWith("json_");
    var rightContent = ChatContent.write(good, isJson);
    var content =
        wrong.map(kind -> ChatContent.spoilt(kind, prompt, good, isJson, random))
            .orElse(rightContent)
            .atMost(maxTokens(request));
    return answer(request, prompt, content, !content.equals(rightContent));
  }

  @Override
  public List<String> texts(String body) {
    try {
      return ChatPrompt.read(Json.read(body).path("messages"), Integer.MAX_VALUE)
          .segments()
          .stream()
          .map(EngineSegment::text)
          .toList();
    } catch (Wrong e) {
      return List.of();
    }
  }

  private void check(JsonNode request) throws Wrong {
    for (var parameter : options.refusedParameters()) {
      if (request.has(parameter)) {
        throw new Wrong(
            400, "unsupported_parameter",
            "Unsupported parameter: '" + parameter + "' is not supported with this model.");
      }
    }
    if (options.structuredOutput() == ChatOptions.StructuredOutput.REFUSED
        && request.has("response_format")) {
      throw new Wrong(400, "unsupported_parameter", "'response_format' is not supported");
    }
    var model = request.path("model").asString("");
    if (!options.models().isEmpty() && !options.models().contains(model)) {
      throw new Wrong(404, "model_not_found", "The model '" + model + "' does not exist");
    }
  }

  private static long maxTokens(JsonNode request) {
    return Math.min(
        request.path("max_tokens").asLong(Long.MAX_VALUE),
        request.path("max_completion_tokens").asLong(Long.MAX_VALUE));
  }

  private Answer answer(
      JsonNode request, ChatPrompt prompt, ChatContent content, boolean isSpoiled) {
    var output = ChatPrompt.tokens(content.text() + content.refusal());
    var usage =
        options.reportsUsage() ? new Usage(1, prompt.tokens(), output, 0) : Usage.ofCall();
    var isStream = request.path("stream").asBoolean(false);
    var reported = new LinkedHashMap<String, Object>();
    if (options.reportsUsage()) {
      reported.put("prompt_tokens", prompt.tokens());
      reported.put("completion_tokens", output);
      reported.put("total_tokens", prompt.tokens() + output);
    }
    var model = request.path("model").asString("");
    if (!isStream) {
      return Answer.json(
          whole(model, content, reported), usage, isSpoiled, prompt.tokens() + output);
    }
    var withUsage = request.path("stream_options").path("include_usage").asBoolean(false);
    return new Answer(
        200, "text/event-stream",
        events(model, content, withUsage ? reported : Map.of()),
        withUsage ? usage : Usage.ofCall(), isSpoiled, prompt.tokens() + output);
  }

  private static String whole(String model, ChatContent content, Map<String, Object> usage) {
    var message = new LinkedHashMap<String, Object>();
    message.put("role", "assistant");
    message.put("content", content.isNull() ? null : content.text());
    message.put("refusal", content.refusal().isEmpty() ? null : content.refusal());
    var body = head("chat.completion", model);
    body.put(
        "choices",
        List.of(
            Map.of("index", 0, "message", message, "finish_reason", content.finishReason())));
    if (!usage.isEmpty()) {
      body.put("usage", usage);
    }
    return Json.write(body);
  }

  private static List<String> events(
      String model, ChatContent content, Map<String, Object> usage) {
    var events = new ArrayList<String>();
    events.add(event(model, Map.of("role", "assistant"), null));
    pieces(content.text()).forEach(piece -> events.add(event(model, Map.of("content", piece),
        null)));
    if (!content.refusal().isEmpty()) {
      events.add(event(model, Map.of("refusal", content.refusal()), null));
    }
    events.add(event(model, Map.of(), content.finishReason()));
    if (!usage.isEmpty()) {
      var last = head("chat.completion.chunk", model);
      last.put("choices", List.of());
      last.put("usage", usage);
      events.add("data: " + Json.write(last) + "\n\n");
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private static String event(
      String model, Map<String, String> delta, @Nullable String finishReason) {
    var choice = new LinkedHashMap<String, Object>();
    choice.put("index", 0);
    choice.put("delta", delta);
    choice.put("finish_reason", finishReason);
    var body = head("chat.completion.chunk", model);
    body.put("choices", List.of(choice));
    return "data: " + Json.write(body) + "\n\n";
  }

  private static Map<String, Object> head(String object, String model) {
    var head = new LinkedHashMap<String, Object>();
    head.put("id", "chatcmpl-1");
    head.put("object", object);
    head.put("model", model);
    return head;
  }

  private static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    for (var start = 0; start < text.length();) {
      var end = Math.min(text.length(), start + CHARACTERS_OF_A_PIECE);
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  @Override
  public String error(Misbehaviour.Refusal refusal) {
    var error = new LinkedHashMap<String, Object>();
    error.put("message", refusal.message());
    error.put("type", refusal.status() >= 500 ? "server_error" : "invalid_request_error");
    error.put("param", null);
    error.put("code", refusal.code());
    return Json.write(Map.of("error", error));
  }

  @Override
  public Misbehaviour.Refusal refusal(KeyTrouble trouble) {
    return switch (trouble) {
      case MISSING, UNKNOWN -> new Misbehaviour.Refusal(
          401, "invalid_api_key", "Incorrect API key provided", Misbehaviour.ErrorForm.JSON,
          RetryHint.none());
      case EXHAUSTED -> Misbehaviour.quota(429);
    };
  }
}
