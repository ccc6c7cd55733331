package org.translationjobs.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.engine.Keys;
import org.translationjobs.testkit.engine.Misbehaviour;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeepLEngineTest extends ServerEngineTest {
  private final List<DeepLEngine> engines = new ArrayList<>();
  private Duration now = Duration.ZERO;

  @AfterEach
  void closeEngines() {
    engines.forEach(DeepLEngine::close);
  }

  @Override
  public TranslationEngine engine() {
    return engines.isEmpty() ? with("k") : engines.getFirst();
  }

  private DeepLEngine with(String... keys) {
    var engine = new DeepLEngine(List.of(keys), Optional.of(server.url()), TestLimits.none(
        () -> now));
    engines.add(engine);
    return engine;
  }

  @Test
  void plainTextTravelsAsItIs() throws Exception {
    assertThat(Requests.texts(engine(), pair(), "Cats & <dogs>")).hasSize(1);
    var body = body(0);
    assertThat(body.path("text").path(0).asString()).isEqualTo("Cats & <dogs>");
    assertThat(body.path("source_lang").asString()).isEqualTo("EN");
    assertThat(body.path("target_lang").asString()).isEqualTo("ES");
    assertThat(body.has("tag_handling")).isFalse();
    assertThat(body.has("context")).isFalse();
    assertThat(server.translations().getFirst().header("authorization"))
        .isEqualTo("DeepL-Auth-Key k");
  }

  @Test
  void markersTravelAsTags() throws Exception {
    assertThat(Requests.texts(engine(), pair(), "A ⟦1⟧big⟦/1⟧ cat⟦2/⟧ & dog"))
        .containsExactly("Aþa ⟦1⟧bigþa⟦/1⟧ catþa⟦2/⟧ & dogþa");
    assertThat(body(0).path("text").path(0).asString())
        .isEqualTo("A <x1>big</x1> cat<p2/> &amp; dog");
    assertThat(body(0).path("tag_handling").asString()).isEqualTo("xml");
  }

  @Test
  void contextIsInTheLanguageOfTheSource() throws Exception {
    engine().translate(
        withContext(
            new RequestContext(TextKind.CONTENT, "Two sisters.", List.of("Jane → Jane (woman)"),
                "Dijo."),
            "A cat"));
    assertThat(body(0).path("context").asString()).isEqualTo("Two sisters.\nJane → Jane (woman)");
  }

  @Test
  void aBodyStaysUnderSixtyKibibytesWhateverTheScript() throws Exception {
    var text = "猫".repeat(engine().capabilities().maxCharacters() / 50 - 3) + "⟦1/⟧";
    var texts = Collections.nCopies(50, text.substring(3)).toArray(String[]::new);
    engine().translate(
        withContext(
            new RequestContext(TextKind.CONTENT, "語".repeat(40_000), List.of(), ""), texts));
    var ampersands = "&".repeat(engine().capabilities().maxCharacters() - 4) + "⟦1/⟧";
    engine().translate(
        withContext(
            new RequestContext(TextKind.CONTENT, "語".repeat(40_000), List.of(), ""), ampersands));
    assertThat(server.translations()).hasSize(2)
        .allSatisfy(
            r -> assertThat(r.body().getBytes(UTF_8).length)
                .isLessThan(60 * 1024));
    assertThat(body(0).has("context")).isTrue();
    assertThat(body(1).has("context")).isFalse();
  }

  @Test
  void whatIsBilledIsUsage() throws Exception {
    var reply = Requests.reply(engine(), pair(), "A cat", "A dog or two");
    assertThat(((EngineReply.Translated) reply).usage()).isEqualTo(new Usage(1, 0, 0, 17));
    assertThat(server.reported()).isEqualTo(new Usage(1, 0, 0, 17));
  }

  @Test
  void anAnswerOfNoUseIsBilledAllTheSame() throws Exception {
    server.script().next(Misbehaviour.Content.DROPPED);
    var reply = Requests.reply(engine(), pair(), "A cat", "A dog or two");
    assertThat(reply).isInstanceOfSatisfying(EngineReply.Failure.class, failure -> {
      assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REPLY);
      assertThat(failure.usage()).isEqualTo(server.reported());
      assertThat(failure.usage().billedCharacters()).isPositive();
    });
  }

  @ParameterizedTest
  @CsvSource({"429, RATE_LIMITED", "529, RATE_LIMITED", "456, QUOTA_EXHAUSTED",
      "403, UNAUTHORIZED", "401, UNAUTHORIZED"})
  void aStatusHasItsKind(int status, FailureKind kind) throws Exception {
    server.script().next(Misbehaviour.status(status));
    assertThat(failure().kind()).isEqualTo(kind);
  }

  @Test
  void anExhaustedKeyIsParkedAndTheNextOneUsed() throws Exception {
    server.keys()
        .add("poor", new Keys.Limit(100, Duration.ofSeconds(1), 0))
        .add("rich", Keys.Limit.NONE);
    var engine = with("wrong", "poor", "rich");
    assertThat(Requests.texts(engine, pair(), "A cat")).containsExactly("Aþa catþa");
    assertThat(Requests.texts(engine, pair(), "A dog")).containsExactly("Aþa dogþa");
    assertThat(server.translations()).extracting(r -> r.key())
        .containsExactly("wrong", "poor", "rich", "rich");
  }

  @Test
  void anExhaustedKeyAloneIsAskedAgainAfterAQuarterOfAnHour() throws Exception {
    server.script().next(Misbehaviour.quota(456));
    assertThat(failure().retryAfter()).contains(Duration.ofMinutes(15));
    assertThat(failure().kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    assertThat(server.translations()).hasSize(1);
    now = Duration.ofMinutes(15);
    assertThat(Requests.texts(engine(), pair(), "A cat")).containsExactly("Aþa catþa");
  }

  @Test
  void aRefusedKeyIsNotShown() throws Exception {
    server.keys().add("other", Keys.Limit.NONE);
    with("secret-key");
    assertThat(failure().message()).contains("403", "DEEPL_API_KEY").doesNotContain("secret-key");
    assertThatThrownBy(() -> with("kéy")).hasMessageContaining("DeepL")
        .hasMessageNotContaining("kéy");
  }

  @ParameterizedTest
  @CsvSource({"abc:fx, api-free.deepl.com", "abc, api.deepl.com"})
  void aKeyHasItsHost(String key, String host) {
    assertThat(DeepLEngine.server(key).getHost()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v2", "/v2/"})
  void theAddressMayEndInTheVersion(String end) throws Exception {
    var engine =
        new DeepLEngine(
            List.of("k"), Optional.of(URI.create(server.url() + end)), TestLimits.none(() -> now));
    engines.add(engine);
    assertThat(Requests.texts(engine, pair(), "A cat")).containsExactly("Aþa catþa");
  }

  private JsonNode body(int number) {
    return JsonMapper.shared().readTree(server.translations().get(number).body());
  }

  private EngineRequest withContext(RequestContext context, String... texts) {
    var plain = Requests.of(pair(), Duration.ofSeconds(30), texts);
    return new EngineRequest(
        plain.languages(), plain.format(), plain.segments(), context, List.of(), Map.of(),
        plain.timeout());
  }
}
