package org.translationjobs.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.RealTasks;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;

/** The documentation shows exactly what is sent to engines that are no language models. */
class SentBodiesTest {
  private static final Path DOCS = Path.of("../docs/prompts.md");
  private static final EngineRequest REQUEST =
      new EngineRequest(
          LanguagePair.of("en", "es"), SegmentFormat.MARKED,
          List.of(
              new EngineSegment(1, "A ⟦1⟧fine⟦/1⟧ thing"), new EngineSegment(2, "for our girls!")),
          new RequestContext(
              TextKind.CONTENT, "Two sisters look for happiness.",
              List.of("Jane → Jane (woman)", "Bingley → Bingley (man)"), "Dijo que no."),
          List.of(new GlossaryTerm("Longbourn", "Longbourn")), Map.of(), Duration.ofSeconds(30));

  @Test
  void deepL() throws Exception {
    try (var server = FakeEngineServer.start(Answers.pseudo());
        var engine =
            new DeepLEngine(
                List.of("k"), Optional.of(server.url()), TestLimits.none(() -> Duration.ZERO))) {
      engine.translate(REQUEST);
      assertShown("json", server.translations().getFirst().body());
    }
  }

  @Test
  void libreTranslate() throws Exception {
    try (var server = FakeEngineServer.start(Answers.pseudo());
        var engine =
            new LibreTranslateEngine(server.url(), "", Integer.MAX_VALUE, new RealTasks())) {
      engine.translate(REQUEST);
      assertShown("json", server.translations().getFirst().body());
    }
  }

  @Test
  void apertiumsHttpService() throws Exception {
    var bodies = new ConcurrentLinkedQueue<String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var isListing = exchange.getRequestURI().getPath().endsWith("listPairs");
      if (!isListing) {
        bodies.add(body);
      }
      var answer = (isListing
          ? "{\"responseData\":[{\"sourceLanguage\":\"eng\",\"targetLanguage\":\"spa\"}]}"
          : "{}").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
    try (var engine =
        new ApertiumHttpEngine(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      engine.translate(REQUEST);
      var fields =
          Stream.of(bodies.element().split("&", -1))
              .map(field -> URLDecoder.decode(field, UTF_8))
              .sorted()
              .collect(Collectors.joining("\n"));
      assertShown("text", fields.strip());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void apertiumsProgram() throws IOException {
    assertShown("text", ApertiumStreamWriter.write(REQUEST.segments(), true));
  }

  private static void assertShown(String language, String body) throws IOException {
    assertThat(Files.readString(DOCS)).contains("```" + language + "\n" + body + "\n```");
  }
}
