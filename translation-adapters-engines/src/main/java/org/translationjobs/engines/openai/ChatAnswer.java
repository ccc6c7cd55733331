package org.translationjobs.engines.openai;

import java.util.Optional;
import java.util.OptionalLong;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.text.TokenEstimate;
import org.translationjobs.engines.ApiError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model's answer as it comes in, line by line: a stream of events, or one JSON object from a server
 * that does not stream. Used by one thread at a time, but {@link #usage} by any: what is late may still
 * come in while it is booked.
 */
final class ChatAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DATA = "data:";

  private final Degeneration degeneration;
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StringBuilder thoughts = new StringBuilder();
  private final StringBuilder raw = new StringBuilder();
  private String finishReason = "";
  private boolean hasBegun;
  private boolean isDone;
  private boolean isDegenerate;
  private OptionalLong promptTokens = OptionalLong.empty();
  private OptionalLong completionTokens = OptionalLong.empty();
  private Optional<ApiError> error = Optional.empty();

  /** @param source that it translates */
  ChatAnswer(CharSequence source) {
    degeneration = new Degeneration(source);
  }

  /** Takes the next line; false when no other one is wanted. */
  synchronized boolean accept(String line) {
    if (line.startsWith(DATA)) {
      var data = line.substring(DATA.length()).strip();
      if (data.equals("[DONE]")) {
        isDone = true;
      } else if (!data.isEmpty()) {
        read(data);
      }
    } else if (!line.startsWith(":") && !line.startsWith("event:") && !line.startsWith("id:")
        && !line.startsWith("retry:")) {
      raw.append(line).append('\n');
    }
    return !isDone && !isDegenerate && error.isEmpty();
  }

  /** All lines are here. */
  synchronized void end() {
    if (content.isEmpty() && finishReason.isEmpty() && raw.toString().strip().startsWith("{")) {
      read(raw.toString());
    }
  }

  private void read(String json) {
    try {
      read(JSON.readTree(json));
    } catch (JacksonException e) {
      error = Optional.of(new ApiError("it sent what is no JSON", "", ""));
    }
  }

  private void read(JsonNode node) {
    if (node.hasNonNull("error")) {
      error = Optional.of(ApiError.of(node));
      return;
    }
    hasBegun = true;
    var usage = node.path("usage");
    promptTokens = tokens(usage, "prompt_tokens", promptTokens);
    completionTokens = tokens(usage, "completion_tokens", completionTokens);
    for (var choice : node.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        finishReason = choice.path("finish_reason").asString(finishReason);
        message(choice.has("delta") ? choice.path("delta") : choice.path("message"));
      }
    }
  }

  private void message(JsonNode message) {
    var text = text(message.path("content"));
    content.append(text);
    refusal.append(text(message.path("refusal")));
    thoughts.append(text(message.path("reasoning_content")))
        .append(text(message.path("reasoning")));
    isDegenerate |= degeneration.isReachedBy(text);
  }

  /** A string, or a list of parts with text. */
  private static String text(JsonNode node) {
    if (node.isString()) {
      return node.stringValue();
    }
    var text = new StringBuilder();
    for (var part : node) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }

  private static OptionalLong tokens(JsonNode usage, String field, OptionalLong before) {
    var value = usage.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
        ? OptionalLong.of(value.longValue())
        : before;
  }

  String content() {
    return content.toString();
  }

  /**
   * What it used. Where the server does not say, or its answer ended before that, what was sent and what
   * came is estimated, rather too high: it is billed all the same.
   */
  synchronized Usage usage(ChatRequest sent) {
    return hasBegun
        ? new Usage(
            1, promptTokens.orElseGet(sent::promptTokens),
            completionTokens.orElseGet(
                () -> (long) TokenEstimate.of(content) + TokenEstimate.of(refusal)
                    + TokenEstimate.of(thoughts)),
            0)
        : Usage.NONE;
  }

  /** What the model gave as its reason not to answer; empty when it did not refuse. */
  String refusal() {
    return refusal.toString().strip();
  }

  /** Empty when the server did not say. */
  String finishReason() {
    return finishReason;
  }

  /** Whether the server said that this was all. */
  boolean isWhole() {
    return isDone || !finishReason.isEmpty();
  }

  boolean isDegenerate() {
    return isDegenerate;
  }

  OptionalLong promptTokens() {
    return promptTokens;
  }

  OptionalLong completionTokens() {
    return completionTokens;
  }

  /** What the server said in the place of an answer, or after the beginning of one. */
  Optional<ApiError> error() {
    return error;
  }

  /** What came that is neither an event nor an answer. */
  String raw() {
    return raw.toString();
  }
}
