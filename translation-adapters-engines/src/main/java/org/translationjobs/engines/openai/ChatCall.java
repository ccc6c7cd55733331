package org.translationjobs.engines.openai;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.CallEstimate;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.engines.ApiError;
import org.translationjobs.engines.Deadline;
import org.translationjobs.engines.KeyRing;

/**
 * One request of the pipeline: a chat that is paid for, and before it others where the server says at
 * once what it did not understand. One use, one thread.
 */
final class ChatCall {
  private static final int MOST_CHATS = 7;

  /** Tokens of a schema and between messages. */
  private static final int AROUND_MESSAGES = 200;

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

  /** What the chat that is paid for uses at most. */
  Usage most() {
    var expected = CallEstimate.of(request);
    var chat = chat(profile.dialect(), profile.factor(request.segments()));
    // other vocabularies make more tokens of the same text
    var prompt = chat.promptTokens() * 5 / 4 + AROUND_MESSAGES;
    return new Usage(1, Math.max(expected.inputTokens(), prompt), chat.maxTokens(), 0);
  }

  EngineReply with(String key, KeyRing.Turns turns, Deadline deadline)
      throws InterruptedException {
    EngineReply reply;
    try {
      reply = ask(key, turns, deadline);
    } catch (TimeoutException e) {
      reply = failures.late(request.timeout());
    } catch (IOException e) {
      reply = failures.unreachable(e);
    }
    return reply instanceof EngineReply.Failure failure ? paid(failure) : reply;
  }

  /** Nothing more is paid for in the same call: the next key is for the next call. */
  private EngineReply.Failure paid(EngineReply.Failure failure) {
    var isPaid = usage.inputTokens() > 0 || usage.outputTokens() > 0;
    return (isPaid && failure.kind().owner() == FailureKind.Owner.ENGINE
        ? new EngineReply.Failure(
            FailureKind.UNAVAILABLE, failure.message(), failure.retryAfter())
        : failure).after(usage);
  }

  private EngineReply ask(String key, KeyRing.Turns turns, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    for (var chats = 1;; chats++) {
      var obstacle =
          chats == 1 ? Optional.<EngineReply.Failure>empty() : turns.await(size(), deadline);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      var dialect = profile.dialect();
      var factor = profile.factor(request.segments());
      var chat = chat(dialect, factor);
      var answer = new ChatAnswer(source);
      var status = send(chat, dialect, key, deadline, answer);
      if (status.isOk()) {
        return judged(answer, chat, dialect, factor);
      }
      var error = ApiError.parse(status.error()).hiding(key);
      if (chats == MOST_CHATS || !isComplaint(status.code()) || !profile.learn(dialect, error)) {
        var failure = failures.of(status.code(), status.headers(), error, Instant.now());
        var isTooLong = failure.kind() == FailureKind.BAD_REQUEST
            && profile.wasRaised(request.segments(), factor);
        return isTooLong ? cut(failure) : failure;
      }
    }
  }

  /** However the answer ends, what came of it is paid for. */
  private ChatServer.Status send(
      ChatRequest chat, OpenAiDialect dialect, String key, Deadline deadline, ChatAnswer answer)
      throws IOException, InterruptedException, TimeoutException {
    try {
      return server.chat(chat.json(dialect), key, deadline.left(), answer);
    } finally {
      usage = usage.plus(answer.usage(chat));
    }
  }

  private EngineReply judged(
      ChatAnswer answer, ChatRequest chat, OpenAiDialect dialect, int factor) {
    return switch (ChatVerdict.of(answer, chat, dialect, blocks, failures)) {
      case ChatVerdict.Segments(var segments, var inForm) -> {
        profile.answered(dialect.answerForm(), inForm);
        profile.needs(request.segments(), factor);
        yield new EngineReply.Translated(segments, usage);
      }
      case ChatVerdict.Useless(var failure, var inForm) -> {
        profile.answered(dialect.answerForm(), inForm);
        yield failure;
      }
      case ChatVerdict.Cut(var failure, var whole) -> {
        profile.answered(dialect.answerForm(), true);
        if (whole.isEmpty() && reachedItsLimit(answer, chat)) {
          profile.wasCut(request.segments(), factor);
        }
        yield whole.isEmpty() ? failure : new EngineReply.Translated(whole, usage);
      }
    };
  }

  private ChatRequest chat(OpenAiDialect dialect, int factor) {
    var room = (long) ChatRequest.roomFor(request) * factor;
    return new ChatRequest(
        model, temperature, Prompt.messages(request, dialect.answerForm(), blocks),
        (int) Math.min(Integer.MAX_VALUE, Math.min(request.mostOutput(), room)));
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
