package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.RealTasks;
import org.translationjobs.testkit.engine.Keys;
import org.translationjobs.testkit.engine.Misbehaviour;
import org.translationjobs.testkit.engine.Misbehaviour.ErrorForm;
import org.translationjobs.testkit.engine.RetryHint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LibreTranslateEngineTest extends ServerEngineTest {
  private final List<LibreTranslateEngine> engines = new ArrayList<>();

  @AfterEach
  void closeEngines() {
    engines.forEach(LibreTranslateEngine::close);
  }

  @Override
  public TranslationEngine engine() {
    return engines.isEmpty() ? with("", Integer.MAX_VALUE) : engines.getFirst();
  }

  private LibreTranslateEngine with(String key, int requestsPerMinute) {
    var engine = new LibreTranslateEngine(server.url(), key, requestsPerMinute, new RealTasks());
    engines.add(engine);
    return engine;
  }

  @Test
  void textTravelsAsTextAndBlankTextNotAtAll() throws Exception {
    assertThat(Requests.texts(engine(), pair(), "A ⟦1⟧cat⟦/1⟧ & <dog>", " ", "A dog"))
        .containsExactly("Aþa ⟦1⟧catþa⟦/1⟧ & <dogþa>", " ", "Aþa dogþa");
    var body = body();
    assertThat(body.path("q")).extracting(JsonNode::asString)
        .containsExactly("A ⟦1⟧cat⟦/1⟧ & <dog>", "A dog");
    assertThat(body.path("format").asString()).isEqualTo("text");
    assertThat(body.path("source").asString()).isEqualTo("en");
    assertThat(body.path("target").asString()).isEqualTo("es");
    assertThat(body.has("api_key")).isFalse();
  }

  @Test
  void nothingToTranslateAsksNobody() throws Exception {
    var reply = Requests.reply(engine(), pair(), "", " ");
    assertThat(((EngineReply.Translated) reply).usage()).isEqualTo(Usage.NONE);
    assertThat(server.translations()).isEmpty();
  }

  @Test
  void theKeyTravelsInTheBody() throws Exception {
    server.keys().add("k", Keys.Limit.NONE);
    with("k", Integer.MAX_VALUE);
    assertThat(Requests.texts(engine(), pair(), "A cat")).containsExactly("Aþa catþa");
    assertThat(body().path("api_key").asString()).isEqualTo("k");
  }

  @ParameterizedTest
  @CsvSource({"'', 400", "secret-key, 403"})
  void aMissingOrRefusedKeyIsNamedButNotShown(String key, int status) throws Exception {
    server.keys().add("other", Keys.Limit.NONE);
    with(key, Integer.MAX_VALUE);
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(f.message()).contains("LIBRETRANSLATE_API_KEY", String.valueOf(status))
          .doesNotContain("secret-key");
    });
  }

  @Test
  void tooManyRequestsWithoutATimeKeepsAllOthersBack() throws Exception {
    server.script().next(Misbehaviour.tooMany(RetryHint.none()));
    assertThat(failure().retryAfter()).contains(Duration.ofSeconds(5));
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(f.retryAfter().orElseThrow())
          .isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
    });
    assertThat(server.translations()).hasSize(1);
  }

  @Test
  void aBanIsNoWrongKey() throws Exception {
    server.script()
        .next(
            new Misbehaviour.Refusal(
                403, "", "Too many request limits violations", ErrorForm.JSON, RetryHint.none()));
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(f.retryAfter()).contains(Duration.ofMinutes(15));
      assertThat(f.message()).contains("banned");
    });
  }

  @Test
  void itsPaceIsKeptThoughTheServerDoesNotAskForIt() throws Exception {
    var engine = with("", 3);
    assertThat(engine.capabilities().maxSegments()).isEqualTo(3);
    assertThat(Requests.texts(engine, pair(), "A cat", "A dog")).hasSize(2);
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.RATE_LIMITED);
      assertThat(f.message()).contains("LIBRETRANSLATE_REQUESTS_PER_MINUTE");
      assertThat(f.retryAfter().orElseThrow())
          .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    });
    assertThat(server.translations()).hasSize(1);
  }

  private JsonNode body() {
    return JsonMapper.shared().readTree(server.translations().getFirst().body());
  }
}
