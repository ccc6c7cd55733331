package org.translationjobs.testkit.engine;

import java.util.List;
import java.util.Set;
import org.translationjobs.core.job.LanguagePair;

/**
 * How the chat of a {@link FakeEngineServer} is set up.
 *
 * @param languages
 *          between which it translates, whatever the prompt says
 * @param structuredOutput
 *          what it does about {@code response_format}
 * @param refusedParameters
 *          that it answers with 400, such as {@code temperature} or {@code max_tokens}
 * @param models
 *          that it has; when empty, any
 * @param contextTokens
 *          of a prompt, at least 1; the beginning of a longer one is silently dropped
 * @param reportsUsage
 *          whether it reports tokens
 */
public record ChatOptions(
    LanguagePair languages, StructuredOutput structuredOutput, Set<String> refusedParameters,
    List<String> models, int contextTokens, boolean reportsUsage) {
  public ChatOptions {
    refusedParameters = Set.copyOf(refusedParameters);
    models = List.copyOf(models);
    if (contextTokens < 1) {
      throw new IllegalArgumentException("a context has at least 1 token, got " + contextTokens);
    }
  }

  /** From English into Spanish, with everything that is well supported. */
  public static ChatOptions defaults() {
    return new ChatOptions(
        LanguagePair.of("en", "es"), StructuredOutput.SUPPORTED, Set.of(), List.of(),
        Integer.MAX_VALUE, true);
  }

  public ChatOptions with(LanguagePair other) {
    return new ChatOptions(
        other, structuredOutput, refusedParameters, models, contextTokens, reportsUsage);
  }

  public ChatOptions with(StructuredOutput other) {
    return new ChatOptions(
        languages, other, refusedParameters, models, contextTokens, reportsUsage);
  }

  public ChatOptions refusing(String... parameters) {
    return new ChatOptions(
        languages, structuredOutput, Set.of(parameters), models, contextTokens, reportsUsage);
  }

  public ChatOptions withModels(String... names) {
    return new ChatOptions(
        languages, structuredOutput, refusedParameters, List.of(names), contextTokens,
        reportsUsage);
  }

  public ChatOptions withContextTokens(int tokens) {
    return new ChatOptions(
        languages, structuredOutput, refusedParameters, models, tokens, reportsUsage);
  }

  public ChatOptions withoutUsage() {
    return new ChatOptions(
        languages, structuredOutput, refusedParameters, models, contextTokens, false);
  }

  /** What a chat does about {@code response_format}. */
  public enum StructuredOutput {
    SUPPORTED,
    /** Accepted, and answered in text. */
    IGNORED,
    /** Answered with 400. */
    REFUSED
  }
}
