package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.engines.TestLimits;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.ChatOptions;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Misbehaviour.Content;

/** What a call is booked with, and what is set aside for it before. */
class SpendingTest {
  private static final String TEXT =
      "The old house stood at the end of the lane, and nobody came. ";

  private final FakeEngineServer server =
      FakeEngineServer.start(
          (texts, languages) -> Answers.pseudo()
              .translate(texts, languages)
              .stream()
              .map(text -> text.contains("Endless") ? text.repeat(400) : text)
              .toList());
  private final OpenAiEngine engine =
      new OpenAiEngine(
          new OpenAiSettings(
              server.chatUrl(), List.of("k"), "m", OptionalDouble.empty(),
              OpenAiDialect.OPENAI),
          TestLimits.none(() -> Duration.ZERO));

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @Test
  void nearlyTheSameIsBookedWhetherTheServerReportsItOrNot() throws Exception {
    var reported = usage(engine.translate(request(20, TEXT)));
    assertThat(reported).isEqualTo(server.reported());
    server.set(ChatOptions.defaults().withoutUsage());
    var estimated = usage(engine.translate(request(20, TEXT)));
    assertThat((double) estimated.inputTokens())
        .isBetween(0.8 * reported.inputTokens(), 1.5 * reported.inputTokens());
    assertThat((double) estimated.outputTokens())
        .isBetween(0.8 * reported.outputTokens(), 1.5 * reported.outputTokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", TEXT, "Endless words, ", "雨が降っていた。"})
  void noCallUsesMoreThanWasSetAside(String text) throws Exception {
    for (var content : List.of(Content.THINKING, Content.TRUNCATED, Content.ONE_CHARACTER)) {
      server.script().next(content);
      for (var times = 0; times < 4; times++) {
        var request = request(1 + 3 * times, text);
        var most = engine.most(request);
        server.forget();
        var used = usage(engine.translate(request.within(most.outputTokens())));
        assertThat(server.translations()).as("chats").hasSize(1);
        assertThat(used.inputTokens()).isBetween(1L, most.inputTokens());
        assertThat(used.outputTokens()).isBetween(1L, most.outputTokens());
        assertThat(server.reported().outputTokens()).isLessThanOrEqualTo(most.outputTokens());
      }
    }
  }

  @Test
  void theRoomOfACallIsNeverMoreThanWasSetAside() throws Exception {
    var request = request(1, "Endless words, ");
    var most = engine.most(request);
    engine.translate(request);
    assertThat(engine.most(request).outputTokens()).isEqualTo(4 * most.outputTokens());
    engine.translate(request.within(most.outputTokens()));
    assertThat(server.translations())
        .extracting(r -> r.body().replaceAll(".*\"max_completion_tokens\":(\\d+).*", "$1"))
        .containsOnly("" + most.outputTokens());
  }

  private static Usage usage(EngineReply reply) {
    return switch (reply) {
      case EngineReply.Translated translated -> translated.usage();
      case EngineReply.Failure failure -> failure.usage();
    };
  }

  private static EngineRequest request(int segments, String text) {
    return new EngineRequest(
        LanguagePair.of("en", "es"), SegmentFormat.MARKED,
        IntStream.rangeClosed(1, segments)
            .mapToObj(i -> new EngineSegment(i, text + "No. " + i))
            .toList(),
        RequestContext.of(RequestContext.TextKind.CONTENT), List.of(), Map.of(),
        Duration.ofMinutes(2));
  }
}
