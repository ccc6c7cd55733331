package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.engines.TestLimits;
import org.translationjobs.pipeline.PipelineTranslator;
import org.translationjobs.testkit.TranslationEngineContract;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.ChatOptions;
import org.translationjobs.testkit.engine.ChatOptions.StructuredOutput;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Keys;
import org.translationjobs.testkit.engine.Misbehaviour;
import org.translationjobs.testkit.engine.Misbehaviour.Connection;
import org.translationjobs.testkit.engine.Misbehaviour.Content;
import org.translationjobs.testkit.engine.Misbehaviour.ErrorForm;
import org.translationjobs.testkit.engine.RetryHint;

/** Against a server with every bad habit that was seen in the field. */
class OpenAiMisbehaviourTest implements TranslationEngineContract {
  private static final String BODY =
      IntStream.rangeClosed(1, 45)
          .mapToObj(i -> "<p>Paragraph " + i + " has its <b>own</b> words, which end here.</p>")
          .collect(Collectors.joining("\n"));

  private final FakeEngineServer server = FakeEngineServer.start(Answers.pseudo());
  private final List<OpenAiEngine> engines = new ArrayList<>();

  @AfterEach
  void stop() {
    engines.forEach(OpenAiEngine::close);
    server.close();
  }

  @Override
  public TranslationEngine engine() {
    return engines.isEmpty() ? with(OpenAiDialect.OPENAI) : engines.getFirst();
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @ParameterizedTest
  @CsvSource({
      "REFUSED_IN_FIELD, REFUSED_CONTENT",
      "REFUSED_IN_WORDS, REFUSED_CONTENT", "CONTENT_FILTER, REFUSED_CONTENT",
      "ALTERNATING, BAD_REPLY", "ONE_CHARACTER, BAD_REPLY"})
  void anAnswerOfNoUseHasItsKind(Content content, FailureKind kind) throws Exception {
    for (var dialect : List.of(OpenAiDialect.OPENAI, OpenAiDialect.GENERIC)) {
      var engine = with(dialect);
      server.script().always(content);
      assertThat(failure(engine).kind()).as(dialect.name()).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "generic"})
  void ofACutAnswerOnlyTheSegmentsBeforeTheCutAreTaken(String dialect) throws Exception {
    var engine = with(OpenAiDialect.named(dialect).orElseThrow());
    server.script().next(Content.TRUNCATED, Content.TRUNCATED);
    assertThat(texts(engine, "The house is old.", "A cat sleeps in it all day."))
        .containsExactly("Theþa houseþa isþa oldþa.");
    var reply = engine.translate(request(Duration.ofMinutes(2), "The house is old."));
    assertThat(((Failure) reply).kind()).isEqualTo(FailureKind.TRUNCATED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PREAMBLE", "THINKING"})
  void whatStandsBeforeTheAnswerIsDropped(Content content) throws Exception {
    for (var dialect : List.of(OpenAiDialect.OPENAI, OpenAiDialect.GENERIC)) {
      server.script().next(content);
      var texts = texts(with(dialect), "The house", "A cat");
      assertThat(texts.getFirst()).as(dialect.name()).isEqualTo("Theþa houseþa");
      assertThat(texts.get(1)).startsWith("Aþa catþa");
    }
  }

  static List<RetryHint> hints() {
    var second = Duration.ofSeconds(1);
    return List.of(
        new RetryHint.Seconds(1), new RetryHint.Fraction(second),
        new RetryHint.Milliseconds(second), new RetryHint.Date(second));
  }

  @ParameterizedTest
  @MethodSource("hints")
  void tooManyRequestsIsKeptWaiting(RetryHint hint) throws Exception {
    server.script().next(Misbehaviour.tooMany(hint));
    var failure = failure(engine());
    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow()).isBetween(
        Duration.ofMillis(1), Duration.ofSeconds(2));
    assertThat(failure(engine()).kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(server.translations()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsUnderstoodInEveryForm(ErrorForm form) throws Exception {
    server.script().next(Misbehaviour.status(503).withForm(form));
    assertThat(failure(engine())).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(f.message()).contains("503").doesNotContain("\n", "<");
    });
    server.script().next(Misbehaviour.status(400).withForm(form));
    assertThat(failure(engine()).kind()).isEqualTo(FailureKind.BAD_REQUEST);
  }

  static List<Connection> connections() {
    return List.of(new Connection.Closed(), new Connection.Cut(), new Connection.EndedEarly());
  }

  @ParameterizedTest
  @MethodSource("connections")
  void aBrokenConnectionIsUnavailable(Connection connection) throws Exception {
    // twice, as the client asks once more on a connection that was closed before any answer
    server.script().always(connection);
    assertThat(failure(engine()).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    server.script().behave();
    assertThat(texts(engine(), "A cat")).containsExactly("Aþa catþa");
  }

  @Test
  void aSlowAnswerIsWaitedForAndASilentOneIsNot() throws Exception {
    server.script().next(new Connection.Dripping(Duration.ofMillis(1)));
    assertThat(texts(engine(), "A cat")).containsExactly("Aþa catþa");
    for (var silent : List.of(new Connection.Hanging(), new Connection.Stalled())) {
      server.script().next(silent);
      var reply = engine().translate(request(Duration.ofMillis(300), "A cat"));
      assertThat(((Failure) reply).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    }
  }

  @Test
  void aModelThatIsNotThereIsNamed() throws Exception {
    server.set(ChatOptions.defaults().withModels("other"));
    assertThat(failure(engine()).message()).contains("OPENAI_MODEL, which is 'fake-model'");
  }

  @Test
  void parametersThatTheModelRefusesAreLearnt() throws Exception {
    server.set(
        ChatOptions.defaults()
            .with(StructuredOutput.REFUSED)
            .refusing("max_completion_tokens", "stream_options"));
    assertThat(texts(engine(), "A cat")).containsExactly("Aþa catþa");
    var before = server.translations().size();
    assertThat(texts(engine(), "A cat")).containsExactly("Aþa catþa");
    assertThat(server.translations()).hasSize(before + 1);
  }

  @Test
  void aPromptThatIsCutSilentlyIsNotAccepted() throws Exception {
    server.set(ChatOptions.defaults().withContextTokens(120));
    assertThat(failure(with(OpenAiDialect.OLLAMA)).kind()).isEqualTo(FailureKind.TRUNCATED);
  }

  @Test
  void theNextKeyIsUsedWhenOneIsExhausted() throws Exception {
    server.keys()
        .add("poor", new Keys.Limit(100, Duration.ofSeconds(1), 0))
        .add("rich", Keys.Limit.NONE);
    var engine =
        with(
            new OpenAiSettings(
                server.chatUrl(), List.of("wrong", "poor", "rich"), "m", OptionalDouble.empty(),
                OpenAiDialect.OPENAI));
    assertThat(texts(engine, "A cat")).containsExactly("Aþa catþa");
    assertThat(texts(engine, "A dog")).containsExactly("Aþa dogþa");
    assertThat(server.translations()).extracting(r -> r.key())
        .containsExactly("wrong", "poor", "rich", "rich");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUPPORTED", "IGNORED", "REFUSED"})
  void aChapterIsWholeWhateverTheServerMakesOfStructuredOutput(StructuredOutput output)
      throws Exception {
    server.set(ChatOptions.defaults().with(output));
    assertThat(chapter(with(OpenAiDialect.OPENAI))).isEqualTo(good());
  }

  @ParameterizedTest
  @CsvSource({"1, openai", "2, openai", "3, generic", "4, generic"})
  void aChapterIsWholeThoughAThirdOfTheAnswersIsSpoilt(long seed, String dialect)
      throws Exception {
    var shares = new EnumMap<Content, Double>(Content.class);
    for (var kind : List.of(
        Content.DROPPED, Content.DOUBLED, Content.INVENTED, Content.TRUNCATED, Content.THINKING,
        Content.CONTENT_FILTER, Content.LOST_TAGS, Content.ADDED_SCRIPT, Content.ONE_CHARACTER,
        Content.REFUSED_IN_WORDS)) {
      shares.put(kind, 0.034);
    }
    server.script().seeded(seed, shares);
    assertThat(chapter(with(OpenAiDialect.named(dialect).orElseThrow()))).isEqualTo(good());
  }

  private static String good() {
    return BODY.replaceAll("(?<![<\\p{L}/])(\\p{L}{2,})", "$1þa");
  }

  private String chapter(OpenAiEngine engine) throws InterruptedException {
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of("openai"), Map.of("openai", engine.planParameters()),
            Prompt.VERSION, 0, Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    var source =
        new SourceText(new EntityRef(EntityType.CHAPTER, UUID.randomUUID()), null, BODY, "1");
    var translation =
        new PipelineTranslator(List.of(engine), Duration.ofMinutes(2))
            .translate(
                new Assignment(new NovelId(UUID.randomUUID()), source, pair(), plan),
                new DirectCalls());
    assertThat(translation).isInstanceOf(Translation.Accepted.class);
    return String.valueOf(((Translation.Accepted) translation).text().body());
  }

  private record DirectCalls() implements EngineCalls {
    @Override
    public Optional<Failure> refusal(String engine) {
      return Optional.empty();
    }

    @Override
    public EngineReply call(TranslationEngine engine, EngineRequest request)
        throws InterruptedException {
      return engine.translate(request);
    }
  }

  private OpenAiEngine with(OpenAiDialect dialect) {
    return with(
        new OpenAiSettings(
            server.chatUrl(), List.of("k"), "fake-model", OptionalDouble.empty(), dialect));
  }

  private OpenAiEngine with(OpenAiSettings settings) {
    var engine = new OpenAiEngine(settings, TestLimits.none(() -> Duration.ZERO));
    engines.add(engine);
    return engine;
  }

  private EngineRequest request(Duration timeout, String... texts) {
    var segments =
        IntStream.range(0, texts.length)
            .mapToObj(i -> new EngineSegment(i + 1, texts[i]))
            .toList();
    return new EngineRequest(
        pair(), SegmentFormat.MARKED, segments,
        RequestContext.of(RequestContext.TextKind.CONTENT), List.of(), Map.of(), timeout);
  }

  private Failure failure(TranslationEngine engine) throws InterruptedException {
    var reply =
        engine.translate(request(Duration.ofMinutes(2), "The house is old.", "A cat sleeps."));
    assertThat(reply).isInstanceOf(Failure.class);
    return (Failure) reply;
  }

  private List<String> texts(TranslationEngine engine, String... texts)
      throws InterruptedException {
    var reply = engine.translate(request(Duration.ofMinutes(2), texts));
    assertThat(reply).isInstanceOf(EngineReply.Translated.class);
    return ((EngineReply.Translated) reply).segments().stream().map(EngineSegment::text).toList();
  }
}
