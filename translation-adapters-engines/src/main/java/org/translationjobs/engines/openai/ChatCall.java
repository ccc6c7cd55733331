package org.translationjobs.engines.openai;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.cost.CallEstimate;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.engines.ApiError;
import org.translationjobs.engines.Deadline;
import org.translationjobs.engines.KeyRing;

/**
 * One request of the pipeline: a chat, and another one where the server says at once what it did not
 * understand of the first, or where the limit of the answer was too low. One use, one thread.
 */
final class ChatCall {
  /** By what the limit of an answer is raised, once. */
  private static final int RAISE = 4;

  private static final int MOST_CHATS = 7;

  private final ChatServer server;
  private final ModelProfile profile;
  private final EngineRequest request;
  private final String model;
  private final OptionalDouble temperature;
  private final ChatFailures failures;
  private final SegmentBlocks blocks;
  private final StringBuilder source = new StringBuilder();
  private Usage usage = Usage.NONE;

  ChatCall(
      ChatServer server, ModelProfile profile, EngineRequest request, String model,
      OptionalDouble temperature, ChatFailures failures) {
    this.server = server;
    this.profile = profile;
    this.request = request;
    this.model = model;
    this.temperature = temperature;
    this.failures = failures;
    blocks = SegmentBlocks.of(request.segments());
    request.segments().forEach(s -> source.append(s.text()).append('\n'));
  }

  /** Of each request, as far as it is known before it. */
  RateLimit.Call size() {
    var estimate = CallEstimate.of(request);
    return new RateLimit.Call(1, estimate.inputTokens() + estimate.outputTokens());
  }

  EngineReply with(String key, KeyRing.Turns turns, Deadline deadline)
      throws InterruptedException {
    try {
      var reply = ask(key, turns, deadline);
      return reply instanceof EngineReply.Failure failure ? failure.after(usage) : reply;
    } catch (TimeoutException e) {
      return failures.late(request.timeout()).after(usage);
    } catch (IOException e) {
      return failures.unreachable(e).after(usage);
    }
  }

  private EngineReply ask(String key, KeyRing.Turns turns, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var factor = profile.factor();
    var wasCut = false;
    for (var chats = 1;; chats++) {
      var obstacle =
          chats == 1 ? Optional.<EngineReply.Failure>empty() : turns.await(size(), deadline);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      var dialect = profile.dialect();
      var chat = chat(dialect, factor);
      var answer = new ChatAnswer(source);
      var status = server.chat(chat.json(dialect), key, deadline.left(), answer);
      if (!status.isOk()) {
        var error = ApiError.parse(status.error()).hiding(key);
        if (chats < MOST_CHATS && isComplaint(status.code()) && profile.learn(dialect, error)) {
          continue;
        }
        var failure = failures.of(status.code(), status.headers(), error, Instant.now());
        return wasCut && failure.kind() == FailureKind.BAD_REQUEST ? cut(failure) : failure;
      }
      usage = usage.plus(
          new Usage(1, answer.promptTokens().orElse(0), answer.completionTokens().orElse(0), 0));
      switch (ChatVerdict.of(answer, chat, dialect, blocks, failures)) {
        case ChatVerdict.Segments(var segments, var inForm) -> {
          profile.answered(dialect.answerForm(), inForm);
          profile.needs(factor);
          return new EngineReply.Translated(segments, usage);
        }
        case ChatVerdict.Useless(var failure, var inForm) -> {
          profile.answered(dialect.answerForm(), inForm);
          return failure;
        }
        case ChatVerdict.Cut(var failure, var whole) -> {
          profile.answered(dialect.answerForm(), true);
          if (wasCut || chats >= MOST_CHATS || !reachedItsLimit(answer, chat)) {
            return whole.isEmpty() ? failure : new EngineReply.Translated(whole, usage);
          }
          wasCut = true;
          factor *= RAISE;
        }
      }
    }
  }

  private ChatRequest chat(OpenAiDialect dialect, int factor) {
    return new ChatRequest(
        model, temperature, Prompt.messages(request, dialect.answerForm(), blocks),
        ChatRequest.roomFor(request) * factor);
  }

  /** Not when the server ended the answer long before: then its context is full. */
  private static boolean reachedItsLimit(ChatAnswer answer, ChatRequest chat) {
    var isCut = answer.finishReason().equals("length");
    var tokens = answer.completionTokens().orElse(isCut ? chat.maxTokens() : 0);
    return tokens >= (isCut ? chat.maxTokens() / 2 : chat.maxTokens());
  }

  private static boolean isComplaint(int status) {
    return status == 400 || status == 422;
  }

  private static EngineReply cut(EngineReply.Failure refusal) {
    return EngineReply.Failure.of(
        FailureKind.TRUNCATED,
        "the answer was cut off, and a longer one is refused: " + refusal.message());
  }
}
