package org.translationjobs.engines;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Apertium by its server, APY. Keeps connections; closing ends them. */
final class ApertiumHttpEngine extends ApertiumEngine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(
          Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 500, 30_000, 8, false, false, true);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  ApertiumHttpEngine(URI server) {
    if (server.getHost() == null || !Set.of("http", "https").contains(server.getScheme())) {
      throw new IllegalArgumentException("the URL of an Apertium server is http:// or https://");
    }
    this.server = server.getPath().endsWith("/") ? server : URI.create(server + "/");
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  /** All segments at once; one by one when the answer does not tell them apart. */
  @Override
  EngineReply translate(EngineRequest request, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var reply = ask(request.segments(), direction, deadline);
    if (!(reply instanceof EngineReply.Failure failure)
        || failure.kind() != FailureKind.BAD_REPLY || request.segments().size() == 1) {
      return reply;
    }
    var segments = new ArrayList<EngineSegment>();
    var usage = Usage.NONE;
    for (var segment : request.segments()) {
      switch (ask(List.of(segment), direction, deadline)) {
        case EngineReply.Failure single -> {
          return single;
        }
        case EngineReply.Translated(var translated, var used) -> {
          segments.addAll(translated);
          usage = usage.plus(used);
        }
      }
    }
    return new EngineReply.Translated(segments, usage);
  }

  private EngineReply ask(List<EngineSegment> segments, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var form =
        Map.of(
            "langpair", direction.replace('-', '|'),
            "q", ApertiumParagraphs.write(segments),
            "format", "txt",
            "markUnknown", "no");
    var body =
        form.entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var response =
        send(
            HttpRequest.newBuilder(server.resolve("translate"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
            deadline);
    return response.statusCode() == 200 ? answer(response, segments) : failure(response);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    // a request's own time-out ends with the headers of its response
    var exchange = client.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      return exchange.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private static EngineReply answer(HttpResponse<String> response, List<EngineSegment> segments) {
    var text = parsed(response).path("responseData").path("translatedText").stringValueOpt();
    return text.flatMap(t -> ApertiumParagraphs.read(t, segments))
        .<EngineReply>map(s -> new EngineReply.Translated(s, Usage.ofCall()))
        .orElseGet(
            () -> EngineReply.Failure.of(
                FailureKind.BAD_REPLY, "the Apertium server's answer does not fit the question"));
  }

  private static EngineReply.Failure failure(HttpResponse<String> response) {
    var status = response.statusCode();
    var json = parsed(response);
    var told = json.path("explanation").asString(json.path("message").asString(""));
    var kind =
        switch (status) {
          case 401, 403 -> FailureKind.UNAUTHORIZED;
          case 429 -> FailureKind.RATE_LIMITED;
          case 408 -> FailureKind.UNAVAILABLE;
          default -> status < 400 || status >= 500
              ? FailureKind.UNAVAILABLE
              : told.contains("pair") ? FailureKind.UNSUPPORTED_PAIR : FailureKind.BAD_REQUEST;
        };
    return new EngineReply.Failure(
        kind, "the Apertium server answered " + status + (told.isEmpty() ? "" : ": " + told),
        retryAfter(response));
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response.headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,7}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  List<String> list(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var response = send(HttpRequest.newBuilder(server.resolve("listPairs")), deadline);
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    var names = new ArrayList<String>();
    for (var pair : parsed(response).path("responseData")) {
      names.add(
          pair.path("sourceLanguage").asString() + "-" + pair.path("targetLanguage").asString());
    }
    return names;
  }

  @Override
  String message(IOException e) {
    var what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "the Apertium server at " + server.getHost() + " does not answer: " + what
        + "; check APERTIUM_URL";
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
