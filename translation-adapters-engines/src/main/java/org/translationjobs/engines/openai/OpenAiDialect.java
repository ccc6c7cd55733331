package org.translationjobs.engines.openai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.translationjobs.engines.ApiError;

/**
 * What a server understands of the protocol.
 *
 * @param name
 *          by which configuration calls the preset
 * @param lengthField
 *          how the field is called that limits the answer's tokens
 * @param temperature
 *          whether a temperature may be sent
 * @param answerForm
 *          the strictest form of answer that it keeps
 * @param streamUsage
 *          whether it takes {@code stream_options.include_usage}
 * @param cutsPrompts
 *          whether it shortens a prompt that is too long without saying so, by a limit that a request
 *          cannot set
 */
public record OpenAiDialect(
    String name, String lengthField, boolean temperature, AnswerForm answerForm,
    boolean streamUsage, boolean cutsPrompts) {
  static final String MAX_TOKENS = "max_tokens";
  static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

  public static final OpenAiDialect OPENAI =
      new OpenAiDialect(
          "openai", MAX_COMPLETION_TOKENS, true, AnswerForm.JSON_SCHEMA, true, false);
  public static final OpenAiDialect VLLM =
      new OpenAiDialect("vllm", MAX_TOKENS, true, AnswerForm.JSON_SCHEMA, true, false);
  public static final OpenAiDialect OLLAMA =
      new OpenAiDialect("ollama", MAX_TOKENS, true, AnswerForm.JSON_SCHEMA, true, true);
  public static final OpenAiDialect LLAMA_CPP =
      new OpenAiDialect("llama.cpp", MAX_TOKENS, true, AnswerForm.JSON_SCHEMA, true, false);
  /** For servers that nobody knows: asks for nothing special. */
  public static final OpenAiDialect GENERIC =
      new OpenAiDialect("generic", MAX_TOKENS, true, AnswerForm.TEXT, true, false);

  /** The presets. */
  public static final List<OpenAiDialect> ALL =
      List.of(OPENAI, VLLM, OLLAMA, LLAMA_CPP, GENERIC);

  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile(
          "unsupported|not support|n't support|unknown|unrecogni[sz]ed|unexpected|not permitted"
              + "|not allowed|extra |does not exist|invalid (?:parameter|field|type)");

  /** The preset of that name. */
  public static Optional<OpenAiDialect> named(String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  /** The presets' names, for people. */
  public static String names() {
    return ALL.stream().map(OpenAiDialect::name).collect(Collectors.joining(", "));
  }

  /** The same without what the server complains about; empty when it complains about none of it. */
  Optional<OpenAiDialect> without(ApiError error) {
    var complaint = (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
    if (!NOT_UNDERSTOOD.matcher(complaint).find()) {
      return Optional.empty();
    }
    var about = (error.param() + " " + error.message()).toLowerCase(Locale.ROOT);
    if (streamUsage && about.contains("stream_options")) {
      return Optional.of(withStreamUsage(false));
    }
    if (answerForm.isJson() && about.matches(".*(?:response_format|json_schema|json_object).*")) {
      return Optional.of(withAnswerForm(answerForm.looser()));
    }
    if (temperature && about.contains("temperature")) {
      return Optional.of(withoutTemperature());
    }
    if (about.contains(MAX_COMPLETION_TOKENS)) {
      return Optional.of(
          withLengthField(
              lengthField.equals(MAX_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS));
    }
    return Optional.empty();
  }

  OpenAiDialect withAnswerForm(AnswerForm form) {
    return new OpenAiDialect(name, lengthField, temperature, form, streamUsage, cutsPrompts);
  }

  private OpenAiDialect withStreamUsage(boolean usage) {
    return new OpenAiDialect(name, lengthField, temperature, answerForm, usage, cutsPrompts);
  }

  private OpenAiDialect withoutTemperature() {
    return new OpenAiDialect(name, lengthField, false, answerForm, streamUsage, cutsPrompts);
  }

  private OpenAiDialect withLengthField(String field) {
    return new OpenAiDialect(name, field, temperature, answerForm, streamUsage, cutsPrompts);
  }
}
