package org.translationjobs.engines.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.engines.TestLimits;
import org.translationjobs.testkit.TranslationEngineContract;

/** Against a server whose every byte is the test's. */
class OpenAiEngineTest implements TranslationEngineContract {
  private static final String SECRET = "key-of-the-test";

  private final ChatScript script = new ChatScript();
  private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
  private final List<OpenAiEngine> engines = new ArrayList<>();

  @AfterEach
  void stop() {
    engines.forEach(OpenAiEngine::close);
    script.close();
  }

  @Override
  public TranslationEngine engine() {
    if (engines.isEmpty()) {
      with(OpenAiDialect.GENERIC);
    }
    return engines.getFirst();
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @Test
  void aChatIsWhatTheServerUnderstands() throws Exception {
    assertThat(texts("The house", "A cat")).containsExactly("wThe whouse", "wA wcat");
    var chat = script.received().getFirst();
    assertThat(chat.authorization()).isEqualTo("Bearer " + SECRET);
    assertThat(chat.body().path("model").asString()).isEqualTo("m");
    assertThat(chat.body().path("stream").asBoolean()).isTrue();
    assertThat(chat.body().path("max_tokens").asInt()).isBetween(500, 1_000);
    assertThat(chat.body().has("temperature")).isFalse();
    assertThat(chat.body().has("response_format")).isFalse();
    assertThat(chat.message(1)).isEqualTo("[1] The house\n\n[2] A cat");
  }

  @Test
  void aServerOfTheDialectIsAskedForJson() throws Exception {
    with(OpenAiDialect.OPENAI);
    assertThat(texts("The house", "A cat")).containsExactly("wThe whouse", "wA wcat");
    var chat = script.received().getFirst();
    assertThat(chat.body().path("max_completion_tokens").asInt()).isPositive();
    assertThat(chat.body().path("response_format").path("type").asString())
        .isEqualTo("json_schema");
    assertThat(chat.message(1)).isEqualTo(
        "{\"segments\":[{\"id\":1,\"text\":\"The house\"},{\"id\":2,\"text\":\"A cat\"}]}");
  }

  @Test
  void thePlanSaysWhichModelAndTemperature() throws Exception {
    var settings =
        new OpenAiSettings(
            script.url(), List.of(), "m", OptionalDouble.of(0.25), OpenAiDialect.GENERIC);
    var engine = with(settings);
    assertThat(engine.planParameters()).isEqualTo(Map.of("model", "m", "temperature", "0.25"));
    engine.translate(request(Map.of(), "a"));
    engine.translate(request(Map.of("model", "other", "temperature", "1.5"), "a"));
    engine.translate(request(Map.of("model", "other"), "a"));
    assertThat(script.received()).extracting(r -> r.body().path("temperature").asString(""))
        .containsExactly("0.25", "1.5", "");
    assertThat(script.received()).extracting(r -> r.body().path("model").asString())
        .containsExactly("m", "other", "other");
    assertThat(script.received().getFirst().authorization()).isEmpty();
  }

  @Test
  void usageIsWhatTheServerReports() throws Exception {
    script.events(
        ChatScript.delta("[1] uno"), ChatScript.finish("stop"), ChatScript.usage(120, 17));
    assertThat(reply("one")).isEqualTo(
        new EngineReply.Translated(
            List.of(new EngineSegment(1, "uno")), new Usage(1, 120, 17, 0)));
  }

  @Test
  void whereNoneIsReportedItIsEstimated() throws Exception {
    script.content("[1] " + "uno ".repeat(100));
    var usage = ((EngineReply.Translated) reply("one ".repeat(100))).usage();
    assertThat(usage.calls()).isOne();
    assertThat(usage.inputTokens()).isBetween(400L, 900L);
    assertThat(usage.outputTokens()).isBetween(100L, 150L);
  }

  @Test
  void aServerThatDoesNotStreamIsReadAsWell() throws Exception {
    script.next(
        200,
        """
            {
             "choices": [{"index": 0, "finish_reason": "stop",
              "message": {"role": "assistant", "content": [{"type":"text","text":"[1] uno"}]}}],
             "usage": {"prompt_tokens": 5}
            }""");
    assertThat(reply("one")).isEqualTo(
        new EngineReply.Translated(List.of(new EngineSegment(1, "uno")), new Usage(1, 5, 3, 0)));
  }

  @Test
  void commentsCarriageReturnsAndSplitCharactersAreNoTrouble() throws Exception {
    var bytes =
        (": ping\r\n\r\nevent: message\r\n" + ChatScript.delta("[1] ni").replace("\n", "\r\n")
            + ChatScript.delta("ñ").replace("\n", "\r\n")
            + ChatScript.delta("o").replace("\n", "\r\n") + ChatScript.finish("stop"))
            .getBytes(UTF_8);
    script.next(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (var out = exchange.getResponseBody()) {
        for (var b : bytes) {
          out.write(b);
          out.flush();
        }
      }
    });
    assertThat(texts("boy")).containsExactly("niño");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<think>The [1] is a number.</think>[1] uno", "\n<thinking>\n[1] no\n</thinking>\n\n[1] uno",
      "so it must be\n[1] eins</think>\n[1] uno", "Here is the translation:\n\n[1] uno",
      "```\n[1] uno\n```", "{\"translations\":[{\"id\":1,\"text\":\"uno\"}]}"})
  void whatStandsAroundTheAnswerIsDropped(String content) throws Exception {
    script.content(content);
    assertThat(texts("one")).containsExactly("uno");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OK", "", "<think>I wonder", "{\"translations\":[]}"})
  void anAnswerWithoutSegmentsIsABadReply(String content) throws Exception {
    script.content(content);
    assertThat(failure("one").kind()).isEqualTo(FailureKind.BAD_REPLY);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"choices":[{"delta":{"refusal":"I cannot"},"finish_reason":null}]}
      {"choices":[{"delta":{"content":null},"finish_reason":"content_filter"}]}
      {"choices":[{"delta":{"content":"I’m sorry, but I can’t help."},"finish_reason":"stop"}]}
      """)
  void aRefusalIsOne(String event) throws Exception {
    script.events("data: " + event + "\n\n");
    assertThat(failure("one").kind()).isEqualTo(FailureKind.REFUSED_CONTENT);
  }

  @Test
  void aCutAnswerIsAskedForOnceMoreWithRoom() throws Exception {
    script.events(ChatScript.delta("[1] un"), ChatScript.finish("length"));
    assertThat(failure("one").kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(texts("one")).containsExactly("wone");
    var limits =
        script.received().stream().map(r -> r.body().path("max_tokens").asInt()).toList();
    assertThat(limits.get(1)).isEqualTo(4 * limits.get(0));
    assertThat(texts("one")).containsExactly("wone");
    assertThat(script.received().getLast().body().path("max_tokens").asInt())
        .as("from now on")
        .isEqualTo(limits.get(1));
  }

  @Test
  void anAnswerThatIsCutTwiceIsTruncated() throws Exception {
    for (var i = 0; i < 3; i++) {
      script.events(ChatScript.delta("[1] un"), ChatScript.finish("length"));
      assertThat(failure("one").kind()).isEqualTo(FailureKind.TRUNCATED);
    }
    var limits =
        script.received().stream().map(r -> r.body().path("max_tokens").asInt()).toList();
    assertThat(limits).containsExactly(
        limits.getFirst(), 4 * limits.getFirst(), limits.getFirst());
    script.next(400, "{\"error\":{\"message\":\"max_tokens is too large\"}}");
    assertThat(failure("one")).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.TRUNCATED);
      assertThat(f.message()).contains("max_tokens is too large");
    });
  }

  @Test
  void asManyTokensAsAllowedIsCutWhateverTheServerSays() throws Exception {
    script.events(
        ChatScript.delta("[1] uno"), ChatScript.finish("stop"), ChatScript.usage(9, 9_999));
    assertThat(failure("one").kind()).isEqualTo(FailureKind.TRUNCATED);
  }

  @Test
  void aPromptThatWasCutSilentlyIsNoticed() throws Exception {
    with(OpenAiDialect.OLLAMA);
    script.events(
        ChatScript.delta("{\"translations\":[{\"id\":1,\"text\":\"uno\"}]}"),
        ChatScript.finish("stop"), ChatScript.usage(100, 9));
    var failure = failure("one ".repeat(500));
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.message()).contains("only 100 tokens", "OLLAMA_CONTEXT_LENGTH");
    assertThat(script.received()).hasSize(1);
  }

  @Test
  void degenerationEndsTheStreamAtOnce() throws Exception {
    var broken = new CountDownLatch(1);
    script.next(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (var out = exchange.getResponseBody()) {
        while (true) {
          out.write(ChatScript.delta("ja".repeat(20))
              .getBytes(
                  UTF_8));
          out.flush();
        }
      } catch (IOException e) {
        broken.countDown();
        throw e;
      }
    });
    assertThat(failure("one")).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.BAD_REPLY);
      assertThat(f.message()).contains("repeat itself");
      assertThat(f.usage().calls()).isOne();
      assertThat(f.usage().inputTokens()).isPositive();
      assertThat(f.usage().outputTokens()).isPositive();
    });
    assertThat(broken.await(2, TimeUnit.MINUTES)).as("the server notices").isTrue();
  }

  @Test
  void aStreamThatBreaksOffIsUnavailable() throws Exception {
    script.next(exchange -> ChatScript.stream(exchange, ChatScript.delta("[1] uno")));
    assertPaidFor(failure("one"));
    script.next(exchange -> {
      exchange.sendResponseHeaders(200, 10_000);
      exchange.getResponseBody()
          .write(ChatScript.delta("[1] uno")
              .getBytes(
                  UTF_8));
      exchange.close();
    });
    assertThat(failure("one").kind()).isEqualTo(FailureKind.UNAVAILABLE);
    script.events(
        ChatScript.delta("[1] un"),
        "data: {\"error\":{\"message\":\"slow down\",\"code\":429}}\n\n");
    assertPaidFor(failure("one"));
    script.events(
        ChatScript.delta("[1] un"), "data: {\"error\":{\"message\":\"overloaded\"}}\n\n");
    assertThat(failure("one")).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(f.message()).contains("overloaded");
    });
    script.events("data: {\"error\":{\"message\":\"slow down\",\"code\":429}}\n\n");
    assertThat(failure("one")).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(f.usage()).isEqualTo(Usage.NONE);
    });
    script.next(200, "<html><title>Sign in</title></html>");
    assertThat(failure("one").message()).contains("Sign in", "OPENAI_BASE_URL");
  }

  /** What came of the answer is billed, and may not be paid for once more by the next key. */
  private static void assertPaidFor(Failure failure) {
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure.usage().inputTokens()).isPositive();
    assertThat(failure.usage().outputTokens()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      401 | {"error":{"message":"Incorrect API key"}}                  | UNAUTHORIZED
      403 | Forbidden                                                  | UNAUTHORIZED
      403 | {"error":{"message":"your input was flagged"}}             | REFUSED_CONTENT
      402 | {"error":{"message":"Insufficient Balance"}}               | QUOTA_EXHAUSTED
      429 | {"error":{"code":"insufficient_quota","message":"m"}}      | QUOTA_EXHAUSTED
      429 | {"error":{"code":"rate_limit_exceeded","message":"m"}}     | RATE_LIMITED
      429 | {"error":"slow down"}                                      | RATE_LIMITED
      429 | ``                                                         | RATE_LIMITED
      400 | {"error":{"code":"content_filter","message":"m"}}          | REFUSED_CONTENT
      400 | {"error":{"code":"context_length_exceeded","message":"m"}} | BAD_REQUEST
      400 | {"error":{"message":"The model `x` does not exist"}}       | UNAVAILABLE
      404 | {"error":{"message":"model 'm' not found"}}                | UNAVAILABLE
      408 | ``                                                         | UNAVAILABLE
      409 | ``                                                         | UNAVAILABLE
      413 | <html>too large</html>                                     | BAD_REQUEST
      302 | ``                                                         | UNAVAILABLE
      500 | oops                                                       | UNAVAILABLE
      529 | {"error":{"type":"overloaded_error","message":"m"}}        | UNAVAILABLE
      """)
  void everyStatusHasItsKind(int status, String body, FailureKind kind) throws Exception {
    script.next(status, body);
    var failure = failure("one");
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).contains("127.0.0.1", String.valueOf(status))
        .doesNotContain(SECRET)
        .doesNotContain("\n");
  }

  @Test
  void messagesSayWhatToDo() throws Exception {
    script.next(404, "{\"error\":{\"message\":\"model 'm' not found\"}}");
    assertThat(failure("one").message()).contains("OPENAI_MODEL, which is 'm'", "OPENAI_BASE_URL");
    script.next(401, "{\"error\":{\"message\":\"Incorrect key: " + SECRET + "\"}}");
    assertThat(failure("one").message()).contains("Incorrect key: ***", "OPENAI_API_KEY");
  }

  @Test
  void theServersWaitIsKept() throws Exception {
    script.next(429, "", "Retry-After-Ms", "1500");
    assertThat(failure("one").retryAfter()).contains(Duration.ofMillis(1_500));
    now.set(Duration.ofSeconds(1));
    assertThat(failure("one").retryAfter()).contains(Duration.ofMillis(500));
    assertThat(script.received()).as("nothing is sent before its time").hasSize(1);
    now.set(Duration.ofMillis(1_500));
    assertThat(texts("one")).containsExactly("wone");
  }

  @Test
  void aKeyThatIsExhaustedIsParkedAndTheNextOneUsed() throws Exception {
    with(
        new OpenAiSettings(
            script.url(), List.of("k1", "k2"), "m", OptionalDouble.empty(),
            OpenAiDialect.GENERIC));
    var quota = "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"k1 is poor\"}}";
    script.next(429, quota);
    assertThat(texts("one")).containsExactly("wone");
    assertThat(texts("one")).containsExactly("wone");
    assertThat(script.received()).extracting(ChatScript.Received::authorization)
        .containsExactly("Bearer k1", "Bearer k2", "Bearer k2");
    script.next(401, "no");
    var failure = failure("one");
    assertThat(failure.kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(1));
    assertThat(failure.message()).startsWith("key 1 of 2: ").contains("*** is poor");
  }

  @Test
  void aParameterThatIsRefusedIsLeftOutFromThenOn() throws Exception {
    with(OpenAiDialect.OPENAI);
    script.next(
        400,
        "{\"error\":{\"message\":\"Unrecognized request argument: stream_options\"}}");
    script.next(
        400, "{\"error\":{\"message\":\"response_format json_schema is not supported\"}}");
    assertThat(texts("one")).containsExactly("wone");
    assertThat(texts("two")).containsExactly("wtwo");
    assertThat(script.received()).hasSize(4);
    assertThat(script.received().getLast().body().has("stream_options")).isFalse();
    assertThat(
        script.received().getLast().body().path("response_format").path("type").asString())
        .isEqualTo("json_object");
  }

  @Test
  void structuredOutputIsGivenUpAfterAStreakOfAnswersWithout() throws Exception {
    with(OpenAiDialect.VLLM);
    for (var form : List.of("json_schema", "json_object")) {
      for (var i = 0; i < ModelProfile.TOLERATED; i++) {
        script.content("Of course:\n[1] uno");
        assertThat(texts("one")).as("it is readable all the same").containsExactly("uno");
        assertThat(
            script.received().getLast().body().path("response_format").path("type").asString())
            .isEqualTo(form);
      }
    }
    assertThat(texts("one")).containsExactly("wone");
    assertThat(script.received().getLast().message(1)).isEqualTo("[1] one");
  }

  @Test
  void aServerThatDripsOrHangsIsGivenUpInTime() throws Exception {
    var over = new CountDownLatch(1);
    for (var bytes : List.of("", ChatScript.delta("[1] u"))) {
      script.next(exchange -> {
        if (!bytes.isEmpty()) {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody()
              .write(
                  bytes.getBytes(UTF_8));
          exchange.getResponseBody().flush();
        }
        try {
          over.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      });
      var reply = engine().translate(request(Map.of(), Duration.ofMillis(300), "one"));
      assertThat(reply).isInstanceOfSatisfying(Failure.class, failure -> {
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.message())
            .isEqualTo(script.url() + "/ did not finish its answer within 300 ms");
        assertThat(failure.usage().outputTokens() > 0).isEqualTo(!bytes.isEmpty());
      });
    }
    over.countDown();
  }

  @Test
  void anInterruptEndsACallThatWaits() throws Exception {
    var asked = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    script.next(exchange -> {
      asked.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    });
    var end = new AtomicReference<Object>();
    var caller = Thread.ofVirtual().start(() -> {
      try {
        end.set(reply("one"));
      } catch (InterruptedException e) {
        end.set(e);
      }
    });
    assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();
    caller.interrupt();
    caller.join();
    over.countDown();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void anAbsentServerIsUnavailable() throws Exception {
    script.close();
    assertThat(failure("one").kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure("one").message()).contains("OPENAI_BASE_URL");
    assertThat(engine().supports(pair())).isInstanceOf(PairSupport.Unknown.class);
  }

  @Test
  void invalidCharactersAreNotSent() throws Exception {
    assertThat(failure("a\u0000b").kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(script.received()).isEmpty();
  }

  @Test
  void theListOfModelsTellsWhatIsWrong() throws Exception {
    script.models = "{\"data\":[{\"id\":\"m:latest\"}]}";
    assertThat(engine().supports(pair())).isEqualTo(new PairSupport.Supported());
    script.models = "{\"data\":[{\"id\":\"x\"}]}";
    assertThat(engine().supports(pair())).isEqualTo(
        new PairSupport.Unknown(
            script.url() + "/ lists no model 'm', but [x]; check OPENAI_MODEL"));
    script.models = "no json";
    assertThat(engine().supports(pair())).isEqualTo(new PairSupport.Supported());
    script.modelsStatus = 404;
    assertThat(engine().supports(pair())).isEqualTo(new PairSupport.Supported());
    script.modelsStatus = 401;
    assertThat(engine().supports(pair())).isEqualTo(
        new PairSupport.Unknown(script.url() + "/ answered 401; check OPENAI_API_KEY"));
  }

  @Test
  void settingsAreCheckedAndShowNoKey() {
    var url = script.url();
    var keys = List.of(SECRET);
    assertThat(OpenAiSettings.of(url, keys, "m").toString()).doesNotContain(SECRET);
    assertThat(OpenAiSettings.of(URI.create("https://api.openai.com/v1"), keys, "m").dialect())
        .isEqualTo(OpenAiDialect.OPENAI);
    assertThatThrownBy(() -> OpenAiSettings.of(URI.create("ftp://h/"), keys, "m"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenAiSettings.of(url, keys, " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenAiSettings.of(url, List.of(SECRET + "\n"), "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(
        () -> new OpenAiSettings(
            url, keys, "m", OptionalDouble.of(3), OpenAiDialect.GENERIC))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFurtherEndpointHasANameAndVariablesOfItsOwn() throws Exception {
    var settings = OpenAiSettings.of(script.url(), List.of(SECRET), "m").withName("openai-2");
    var engine = with(settings);
    assertThat(engine.name()).isEqualTo("openai-2");
    script.next(401, "{}");
    assertThat(engine.translate(request(Map.of(), "a"))).isInstanceOfSatisfying(
        EngineReply.Failure.class,
        failure -> assertThat(failure.message()).contains("check OPENAI_2_API_KEY"));
    assertThatThrownBy(() -> settings.withName("other"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OpenAiEngine with(OpenAiDialect dialect) {
    return with(
        new OpenAiSettings(
            script.url(), List.of(SECRET), "m", OptionalDouble.empty(), dialect));
  }

  private OpenAiEngine with(OpenAiSettings settings) {
    var engine = new OpenAiEngine(settings, TestLimits.none(now::get));
    engines.add(engine);
    return engine;
  }

  private EngineRequest request(Map<String, String> parameters, String... texts) {
    return request(parameters, Duration.ofMinutes(2), texts);
  }

  private EngineRequest request(
      Map<String, String> parameters, Duration timeout, String... texts) {
    var segments = new ArrayList<EngineSegment>();
    for (var text : texts) {
      segments.add(new EngineSegment(segments.size() + 1, text));
    }
    return new EngineRequest(
        pair(), SegmentFormat.MARKED, segments,
        RequestContext.of(RequestContext.TextKind.CONTENT), List.of(), parameters, timeout);
  }

  private EngineReply reply(String... texts) throws InterruptedException {
    return engine().translate(request(Map.of(), texts));
  }

  private Failure failure(String... texts) throws InterruptedException {
    var reply = reply(texts);
    assertThat(reply).isInstanceOf(Failure.class);
    return (Failure) reply;
  }

  private List<String> texts(String... texts) throws InterruptedException {
    var reply = reply(texts);
    assertThat(reply).isInstanceOf(EngineReply.Translated.class);
    return ((EngineReply.Translated) reply)
        .segments()
        .stream()
        .map(EngineSegment::text)
        .toList();
  }
}
