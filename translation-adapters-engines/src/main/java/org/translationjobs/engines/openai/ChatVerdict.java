package org.translationjobs.engines.openai;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.text.OneLine;
import org.translationjobs.engines.ApiError;

/** What to make of an answer that came with the status 200. */
sealed interface ChatVerdict {
  /**
   * Segments were read; whether they are any good is not said.
   *
   * @param inForm
   *          whether the answer has exactly the form that was asked for
   */
  record Segments(List<EngineSegment> segments, boolean inForm) implements ChatVerdict {
    public Segments {
      segments = List.copyOf(segments);
    }
  }

  /**
   * Nothing usable.
   *
   * @param inForm
   *          as above; true where the form is not to blame
   */
  record Useless(Failure failure, boolean inForm) implements ChatVerdict {}

  /**
   * The answer was cut off.
   *
   * @param whole
   *          the segments that end before that; empty when the first does not
   */
  record Cut(Failure failure, List<EngineSegment> whole) implements ChatVerdict {
    public Cut {
      whole = List.copyOf(whole);
    }
  }

  int LONGEST_EXCERPT = 80;
  int LONGEST_REFUSAL = 400;
  Pattern THINKING =
      Pattern.compile(
          "(?is)^\\s*<(think|thinking|thought|reasoning)>.*?(?:</\\1>|\\z)|^.*?</think(?:ing)?>");
  Pattern REFUSAL =
      Pattern.compile(
          "^(?:i(?:'m| am) (?:sorry|unable|not able)|sorry, (?:but )?i|i (?:cannot|can't|can not"
              + "|won't|must decline)|as an ai|lo siento|je suis désolé|es tut mir leid)");

  static ChatVerdict of(
      ChatAnswer answer, ChatRequest request, OpenAiDialect dialect, SegmentBlocks blocks,
      ChatFailures failures) {
    if (answer.error().isPresent()) {
      return blameless(failures.within(answer.error().get()));
    }
    if (answer.isDegenerate()) {
      return useless(FailureKind.BAD_REPLY, "the model began to repeat itself without end");
    }
    if (!answer.refusal().isEmpty() || answer.finishReason().equals("content_filter")) {
      return useless(
          FailureKind.REFUSED_CONTENT,
          "the model refuses this text: "
              + OneLine.of(
                  answer.refusal().isEmpty() ? "content filter" : answer.refusal(),
                  LONGEST_EXCERPT));
    }
    if (!answer.isWhole()) {
      return answer.raw().isBlank()
          ? useless(FailureKind.UNAVAILABLE, failures.address() + " broke its answer off")
          : useless(
              FailureKind.UNAVAILABLE,
              failures.address() + " answered with something else: "
                  + OneLine.of(ApiError.parse(answer.raw()).message(), LONGEST_EXCERPT)
                  + "; check " + failures.variables() + "_BASE_URL");
    }
    if (answer.finishReason().equals("length")
        || answer.completionTokens().orElse(0) >= request.maxTokens()) {
      return new Cut(
          Failure.of(
              FailureKind.TRUNCATED,
              "the answer was cut off at " + request.maxTokens() + " tokens"),
          whole(THINKING.matcher(answer.content()).replaceFirst(""), dialect, blocks));
    }
    if (dialect.cutsPrompts() && answer.promptTokens().orElse(0) > 0
        && answer.promptTokens().getAsLong() < request.fewestTokens()) {
      return useless(
          FailureKind.TRUNCATED,
          failures.address() + " read only " + answer.promptTokens().getAsLong()
              + " tokens of a request that has at least " + request.fewestTokens()
              + "; give the model a larger context (for Ollama: OLLAMA_CONTEXT_LENGTH)");
    }
    return read(THINKING.matcher(answer.content()).replaceFirst(""), dialect, blocks);
  }

  private static List<EngineSegment> whole(
      String text, OpenAiDialect dialect, SegmentBlocks blocks) {
    var json = dialect.answerForm().isJson() ? SegmentJson.beginning(text)
        : List.<EngineSegment>of();
    return json.isEmpty()
        ? blocks.read(text).map(read -> read.subList(0, read.size() - 1)).orElse(List.of())
        : json;
  }

  private static ChatVerdict read(String text, OpenAiDialect dialect, SegmentBlocks blocks) {
    var isJson = dialect.answerForm().isJson();
    var json = SegmentJson.read(text);
    if (isJson && json.isPresent()) {
      return new Segments(json.get().segments(), json.get().exact());
    }
    var read = blocks.read(text);
    if (read.isPresent()) {
      return new Segments(read.get(), !isJson);
    }
    if (json.isPresent()) {
      return new Segments(json.get().segments(), false);
    }
    var start = text.strip();
    if (start.length() <= LONGEST_REFUSAL
        && REFUSAL.matcher(start.toLowerCase(Locale.ROOT).replace('’', '\'')).find()) {
      return useless(
          FailureKind.REFUSED_CONTENT,
          "the model refuses this text: " + OneLine.of(start, LONGEST_EXCERPT));
    }
    return new Useless(
        Failure.of(
            FailureKind.BAD_REPLY,
            start.isEmpty()
                ? "the model answered with nothing"
                : "the answer has not the form that was asked for: "
                    + OneLine.of(start, LONGEST_EXCERPT)),
        false);
  }

  private static ChatVerdict useless(FailureKind kind, String message) {
    return blameless(Failure.of(kind, message));
  }

  private static ChatVerdict blameless(Failure failure) {
    return new Useless(failure, true);
  }
}
