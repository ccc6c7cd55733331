package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.PipelineTranslator;
import org.translationjobs.testkit.TranslationEngineContract;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Misbehaviour;
import org.translationjobs.testkit.engine.Misbehaviour.Connection;
import org.translationjobs.testkit.engine.Misbehaviour.Content;
import org.translationjobs.testkit.engine.Misbehaviour.ErrorForm;
import org.translationjobs.testkit.engine.RetryHint;

/** An engine against a server with every bad habit that its protocol allows. */
abstract class ServerEngineTest implements TranslationEngineContract {
  private static final String BODY =
      IntStream.rangeClosed(1, 45)
          .mapToObj(i -> "<p>Paragraph " + i + " has its <b>own</b> words, which end here.</p>")
          .collect(Collectors.joining("\n"));

  final FakeEngineServer server = FakeEngineServer.start(Answers.pseudo());

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGED", "DROPPED", "DOUBLED", "INVENTED"})
  void anAnswerOfAnotherLengthIsOfNoUse(Content content) throws Exception {
    server.script().always(content);
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REPLY);
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
    var failure = failure();
    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsUnderstoodInEveryForm(ErrorForm form) throws Exception {
    server.script().next(Misbehaviour.status(503).withForm(form));
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(f.message()).contains("503").doesNotContain("\n", "<");
    });
    server.script().next(Misbehaviour.status(400).withForm(form));
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 408, 500, 502, 503, 504})
  void aServerThatCannotIsUnavailable(int status) throws Exception {
    server.script().next(Misbehaviour.status(status));
    assertThat(failure().kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void aTextThatIsTooLongIsTheTextsFault() throws Exception {
    server.script().next(Misbehaviour.status(413));
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
  }

  static List<Connection> connections() {
    return List.of(new Connection.Closed(), new Connection.Cut());
  }

  @ParameterizedTest
  @MethodSource("connections")
  void aBrokenConnectionIsUnavailable(Connection connection) throws Exception {
    server.script().always(connection);
    assertThat(failure().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    server.script().behave();
    assertThat(Requests.texts(engine(), pair(), "A cat")).containsExactly("Aþa catþa");
  }

  @Test
  void halfAnAnswerIsOfNoUse() throws Exception {
    server.script().always(new Connection.EndedEarly());
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REPLY);
  }

  @Test
  void aSlowAnswerIsWaitedForAndASilentOneIsNot() throws Exception {
    server.script().next(new Connection.Dripping(Duration.ofMillis(1)));
    assertThat(Requests.texts(engine(), pair(), "A cat")).containsExactly("Aþa catþa");
    for (var silent : List.of(new Connection.Hanging(), new Connection.Stalled())) {
      server.script().next(silent);
      var reply = engine().translate(Requests.of(pair(), Duration.ofMillis(300), "A cat"));
      assertThat(((Failure) reply).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    }
  }

  @Test
  void anUnknownLanguageIsUnsupported() throws Exception {
    var welsh = LanguagePair.of("en", "cy");
    assertThat(engine().supports(welsh)).isInstanceOf(PairSupport.Unsupported.class);
    assertThat(((Failure) Requests.reply(engine(), welsh, "A cat")).kind())
        .isEqualTo(FailureKind.UNSUPPORTED_PAIR);
    assertThat(server.translations()).isEmpty();
  }

  @Test
  void aListThatDoesNotComeIsUnknownAndItsFailureKept() throws Exception {
    server.listings().always(Misbehaviour.status(503));
    assertThat(engine().supports(pair())).isInstanceOf(PairSupport.Unknown.class);
    assertThat(failure().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    server.listings().behave();
    assertThat(Requests.texts(engine(), pair(), "A cat")).containsExactly("Aþa catþa");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aChapterIsWholeThoughAThirdOfTheAnswersIsSpoilt(long seed) throws Exception {
    var shares = new EnumMap<Content, Double>(Content.class);
    for (var kind : List.of(
        Content.MERGED, Content.DROPPED, Content.DOUBLED, Content.INVENTED, Content.LOST_TAGS,
        Content.ADDED_SCRIPT, Content.ONE_CHARACTER, Content.WRONG_LANGUAGE)) {
      shares.put(kind, 0.0425);
    }
    server.script().seeded(seed, shares);
    assertThat(chapter()).isEqualTo(BODY.replaceAll("(?<![<\\p{L}/])(\\p{L}{2,})", "$1þa"));
  }

  private String chapter() throws InterruptedException {
    var engine = engine();
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of(engine.name()),
            Map.of(engine.name(), engine.planParameters()), 1, 0,
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
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

  final Failure failure() throws InterruptedException {
    var reply = Requests.reply(engine(), pair(), "The house is old.", "A cat sleeps.");
    assertThat(reply).isInstanceOf(Failure.class);
    return (Failure) reply;
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
}
