package org.translationjobs.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.translationjobs.testkit.engine.FakeClient.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.Misbehaviour.Connection;
import org.translationjobs.testkit.engine.Misbehaviour.ErrorForm;

/** Statuses, connections, keys, and the protocols of DeepL and LibreTranslate. */
class FakeEngineServerTest {
  private static final String DEEPL = "/v2/translate";
  private static final Map<String, Object> HOUSE =
      Map.of("text", List.of("My dog"), "source_lang", "EN", "target_lang", "ES");

  private final FakeEngineServer server = FakeEngineServer.start(
      (texts, languages) -> texts.stream().map(t -> t.replace("dog", "perro")).toList());
  private final FakeClient client = new FakeClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void deeplTranslatesBetweenTagsAndBillsCharacters() throws Exception {
    var body =
        Map.of(
            "text", List.of("A <x1>dog</x1> &amp; <x2/>dog"), "source_lang", "EN", "target_lang",
            "ES", "tag_handling", "xml", "show_billed_characters", true);
    var translation = json(client.post(DEEPL, body)).path("translations").path(0);
    assertThat(translation.path("text").asString())
        .isEqualTo("A <x1>perro</x1> &amp; <x2/>perro");
    assertThat(translation.path("billed_characters").asInt()).isEqualTo(29);
    assertThat(server.reported()).isEqualTo(new Usage(1, 0, 0, 29));
  }

  @Test
  void deeplRefusesWhatIsTooMuchMalformedOrUnknown() throws Exception {
    assertThat(deepl(List.of("a <b>"), "ES", "xml")).isEqualTo(400);
    assertThat(deepl(List.of("a & b"), "ES", "xml")).isEqualTo(400);
    assertThat(deepl(Collections.nCopies(51, "a"), "ES", "none")).isEqualTo(400);
    assertThat(deepl(List.of("a"), "TLH", "none")).isEqualTo(400);
    assertThat(deepl(List.of("a".repeat(140_000)), "ES", "none")).isEqualTo(413);
    assertThat(client.get("/v2/languages?type=target").body()).contains("PT-BR");
    assertThat(client.get("/v2/languages?type=source").body()).doesNotContain("PT-BR");
  }

  private int deepl(List<String> texts, String target, String tags) throws Exception {
    var body = Map.of("text", texts, "target_lang", target, "tag_handling", tags);
    return client.post(DEEPL, body).statusCode();
  }

  @Test
  void libreTranslateTakesOneTextOrSeveralButNoneEmpty() throws Exception {
    assertThat(libre("A dog").body()).isEqualTo("{\"translatedText\":\"A perro\"}");
    assertThat(libre(List.of("A dog", "dog")).body()).isEqualTo(
        "{\"translatedText\":[\"A perro\",\"perro\"]}");
    assertThat(libre(List.of("A dog", "")).statusCode()).isEqualTo(400);
    assertThat(client.get("/languages").body()).contains("\"targets\"");
  }

  private HttpResponse<String> libre(Object q) throws Exception {
    return client.post("/translate", Map.of("q", q, "source", "en", "target", "es"));
  }

  @Test
  void everyFormOfRetryAfterIsSent() throws Exception {
    var second = Duration.ofSeconds(1);
    server.script()
        .next(
            Misbehaviour.tooMany(RetryHint.none()),
            Misbehaviour.tooMany(new RetryHint.Seconds(2)),
            Misbehaviour.tooMany(new RetryHint.Fraction(Duration.ofMillis(250))),
            Misbehaviour.tooMany(new RetryHint.Milliseconds(second)),
            Misbehaviour.tooMany(new RetryHint.Raw("soon")));
    assertThat(retryAfter("retry-after")).isEmpty();
    assertThat(retryAfter("retry-after")).isEqualTo("2");
    assertThat(retryAfter("retry-after")).isEqualTo("0.250");
    assertThat(retryAfter("retry-after-ms")).isEqualTo("1000");
    assertThat(retryAfter("retry-after")).isEqualTo("soon");
    server.script().next(Misbehaviour.tooMany(new RetryHint.Date(Duration.ofHours(1))));
    var date =
        ZonedDateTime.parse(retryAfter("retry-after"), DateTimeFormatter.RFC_1123_DATE_TIME);
    assertThat(date.toInstant()).isAfter(Instant.now().plus(Duration.ofMinutes(58)));
  }

  private String retryAfter(String header) throws Exception {
    var response = client.post(DEEPL, HOUSE);
    assertThat(response.statusCode()).isEqualTo(429);
    return response.headers().firstValue(header).orElse("");
  }

  @Test
  void errorsComeInEveryForm() throws Exception {
    var error = Misbehaviour.status(503);
    assertThat(body(error)).isEqualTo("{\"message\":\"The server says 503\"}");
    assertThat(body(error.withForm(ErrorForm.BARE_STRING)))
        .isEqualTo("{\"error\":\"The server says 503\"}");
    assertThat(body(error.withForm(ErrorForm.NUMERIC_CODE))).contains("\"code\":503");
    assertThat(body(error.withForm(ErrorForm.TOP_LEVEL))).contains("\"code\":\"error_503\"");
    assertThat(body(error.withForm(ErrorForm.HTML))).startsWith("<html>");
    assertThat(body(error.withForm(ErrorForm.EMPTY))).isEmpty();
  }

  private String body(Misbehaviour misbehaviour) throws Exception {
    server.script().next(misbehaviour);
    var response = client.post(DEEPL, HOUSE);
    assertThat(response.statusCode()).isEqualTo(503);
    return response.body();
  }

  @Test
  void connectionsBreakAndAnswersEndEarly() throws Exception {
    server.script().next(new Connection.Closed(), new Connection.Cut());
    assertThatThrownBy(() -> client.post(DEEPL, HOUSE)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.post(DEEPL, HOUSE)).isInstanceOf(IOException.class);
    server.script()
        .next(new Connection.EndedEarly(), new Connection.Dripping(Duration.ofMillis(1)));
    assertThat(client.post(DEEPL, HOUSE).body()).startsWith("{").doesNotEndWith("}");
    assertThat(json(client.post(DEEPL, HOUSE)).path("translations")).hasSize(1);
    assertThat(server.reported().calls()).isEqualTo(1);
  }

  @Test
  void whatHangsHangsUntilTheServerIsClosed() throws Exception {
    server.script().next(new Connection.Hanging(), new Connection.Stalled());
    var calls = new CompletableFuture<?>[] {later(), later()};
    Eventually.until("both have arrived", () -> server.translations().size() == 2);
    assertThat(calls).noneMatch(CompletableFuture::isDone);
    server.close();
    for (var call : calls) {
      assertThatThrownBy(call::join).hasRootCauseInstanceOf(IOException.class);
    }
  }

  private CompletableFuture<Object> later() {
    var result = new CompletableFuture<Object>();
    Thread.ofVirtual().start(() -> {
      try {
        result.complete(client.post(DEEPL, HOUSE));
      } catch (IOException | InterruptedException e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  @Test
  void keysAreDemandedLimitedAndUsedUp() throws Exception {
    server.keys()
        .add("slow", new Keys.Limit(1, Duration.ofHours(1), 1_000))
        .add("poor", new Keys.Limit(100, Duration.ofSeconds(1), 6));
    assertThat(status("")).isEqualTo(403);
    assertThat(status("wrong")).isEqualTo(403);
    assertThat(status("slow")).isEqualTo(200);
    assertThat(status("slow")).isEqualTo(429);
    assertThat(status("poor")).isEqualTo(200);
    assertThat(status("poor")).isEqualTo(456);
    assertThat(server.keys().used("poor")).isEqualTo(6);
    assertThat(status("slow")).isEqualTo(429);
    assertThat(server.translations().getLast().early()).hasValueSatisfying(
        early -> assertThat(early.tooSoon()).isGreaterThan(Duration.ofMinutes(50)));
    assertThat(server.translations().getFirst().early()).isEmpty();
  }

  private int status(String key) throws Exception {
    return key.isEmpty()
        ? client.post(DEEPL, HOUSE).statusCode()
        : client.post(DEEPL, HOUSE, "Authorization", "DeepL-Auth-Key " + key).statusCode();
  }

  @Test
  void requestsAreRecordedAsTheyCame() throws Exception {
    client.post(DEEPL, HOUSE, "Authorization", "DeepL-Auth-Key k", "X-Mine", "yes");
    client.get("/v2/usage");
    var request = server.translations().getFirst();
    assertThat(request.key()).isEqualTo("k");
    assertThat(request.header("X-Mine")).isEqualTo("yes");
    assertThat(request.body()).contains("My dog");
    assertThat(server.listingRequests()).singleElement()
        .satisfies(r -> assertThat(r.path()).isEqualTo("/v2/usage"));
  }

  @Test
  void pseudoAnswersKeepMarkersAndNumbers() throws Exception {
    assertThat(
        Answers.pseudo()
            .translate(List.of("A ⟦1⟧dog⟦/1⟧ of 12"), ChatOptions.defaults().languages()))
        .containsExactly("Aþa ⟦1⟧dogþa⟦/1⟧ ofþa 12");
  }
}
