package org.translationjobs.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.TranslationEngineContract;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that speaks the protocol of APY. */
class ApertiumHttpEngineTest implements TranslationEngineContract {
  private static final String PAIRS =
      """
          {"responseData":[{"sourceLanguage":"eng","targetLanguage":"spa"}],
          "responseDetails":null,"responseStatus":200}""";

  private final ConcurrentLinkedQueue<Map<String, String>> forms = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private ApertiumHttpEngine engine;
  private volatile int status = 200;
  private volatile String failure = "";
  private volatile UnaryOperator<String> answer = text -> text.replace("house", "casa");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/apy/listPairs", exchange -> send(exchange, 200, PAIRS));
    server.createContext("/apy/translate", this::translate);
    server.start();
    engine = new ApertiumHttpEngine(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apy"));
  }

  @AfterEach
  void stop() {
    engine.close();
    server.stop(0);
  }

  @Override
  public TranslationEngine engine() {
    return engine;
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @Test
  void theFormIsWhatAnApertiumServerTakes() throws Exception {
    Requests.reply(engine, pair(), "My house & garden");
    assertThat(forms.element()).containsEntry("langpair", "eng|spa")
        .containsEntry("format", "txt")
        .containsEntry("markUnknown", "no");
    assertThat(forms.element().get("q")).contains("My house & garden");
  }

  @Test
  void theUsersAsterisksStayThoughTheServerDropsThem() throws Exception {
    answer = text -> text.replace("*", "");
    assertThat(Requests.texts(engine, pair(), "a *star* b")).containsExactly("a *star* b");
  }

  @Test
  void anAnswerThatMixesSegmentsUpIsAskedForOneByOne() throws Exception {
    answer = text -> text.contains("⟦⟦2⟧⟧") && text.contains("⟦⟦1⟧⟧")
        ? text.replace("⟦⟦2⟧⟧", "")
        : text;
    assertThat(Requests.texts(engine, pair(), "one", "two")).containsExactly("one", "two");
    assertThat(forms).hasSize(3);
  }

  @Test
  void theTimeLimitIsForAllThatACallAsks() throws Exception {
    answer = text -> {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      return text.contains("⟦⟦1⟧⟧") && text.contains("⟦⟦2⟧⟧") ? "" : text;
    };
    assertThat(
        engine.translate(
            Requests.of(pair(), Duration.ofSeconds(1), "one", "two", "three", "four", "five")))
        .isEqualTo(
            EngineReply.Failure.of(
                FailureKind.UNAVAILABLE, "apertium did not answer within 1000 ms"));
  }

  @Test
  void overloadIsUnavailableForAsLongAsTheServerSays() throws Exception {
    status = 503;
    assertThat(failure()).satisfies(f -> {
      assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(f.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
    });
  }

  @Test
  void aWrongRequestIsNotTheEnginesFault() throws Exception {
    status = 400;
    failure = "{\"status\":\"error\",\"code\":400,\"explanation\":\"Missing argument q\"}";
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure().message()).contains("Missing argument q");
  }

  @Test
  void anUninstalledPairIsUnsupported() throws Exception {
    status = 400;
    failure = "{\"explanation\":\"That pair is not installed\"}";
    assertThat(failure().kind()).isEqualTo(FailureKind.UNSUPPORTED_PAIR);
    assertThat(engine.supports(LanguagePair.of("en", "fr"))).isInstanceOf(
        PairSupport.Unsupported.class);
  }

  @Test
  void anAnswerThatIsNoJsonIsABadReply() throws Exception {
    failure = "<html>proxy</html>";
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_REPLY);
  }

  @Test
  void anAbsentServerIsUnavailable() throws Exception {
    server.stop(0);
    assertThat(failure().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure().message()).contains("APERTIUM_URL");
    assertThat(engine.supports(pair())).isInstanceOf(PairSupport.Unknown.class);
  }

  private EngineReply.Failure failure() throws InterruptedException {
    return (EngineReply.Failure) Requests.reply(engine, pair(), "My house");
  }

  private void translate(HttpExchange exchange) throws IOException {
    var form = new HashMap<String, String>();
    for (var pair : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
      var parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    forms.add(form);
    var ok =
        "{\"responseData\":{\"translatedText\":"
            + JsonMapper.shared().writeValueAsString(answer.apply(form.get("q")))
            + "},\"responseStatus\":200}";
    send(exchange, status, failure.isEmpty() ? ok : failure);
  }

  private void send(HttpExchange exchange, int code, String body) throws IOException {
    if (code == 503) {
      exchange.getResponseHeaders().add("Retry-After", "7");
    }
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
