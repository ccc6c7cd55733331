package org.translationjobs.engines.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.translationjobs.core.engine.EngineSegment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of chat completions that answers byte for byte what the test says, and well otherwise. */
final class ChatScript implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  volatile String models = "{\"data\":[{\"id\":\"m\"}]}";
  volatile int modelsStatus = 200;
  volatile UnaryOperator<String> translation = text -> text.replaceAll("(?<![{\\p{L}])(\\p{L}+)",
      "w$1");

  record Received(JsonNode body, String authorization) {
    String message(int index) {
      return body.path("messages").path(index).path("content").asString();
    }
  }

  interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  ChatScript() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::chat);
    server.createContext("/v1/models", exchange -> send(exchange, modelsStatus, models));
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  void next(Answer answer) {
    answers.add(answer);
  }

  void next(int status, String body, String... headers) {
    next(exchange -> {
      for (var i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      send(exchange, status, body);
    });
  }

  /** A stream with these events, which ends as a good one does. */
  void events(String... events) {
    next(exchange -> stream(exchange, String.join("", List.of(events)) + "data: [DONE]\n\n"));
  }

  void content(String content) {
    events(delta(content), finish("stop"));
  }

  static String delta(String content) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":"
        + JSON.writeValueAsString(content) + "},\"finish_reason\":null}]}\n\n";
  }

  static String finish(String reason) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason
        + "\"}]}\n\n";
  }

  static String usage(int prompt, int completion) {
    return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt
        + ",\"completion_tokens\":" + completion + ",\"total_tokens\":null}}\n\n";
  }

  static void stream(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void chat(HttpExchange exchange) throws IOException {
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    received.add(new Received(body, key.orElse("")));
    var answer = answers.poll();
    if (answer == null) {
      var text = delta(good(body)) + finish("stop") + usage(90, 30) + "data: [DONE]\n\n";
      stream(exchange, text);
    } else {
      answer.send(exchange);
    }
  }

  private String good(JsonNode body) {
    var source = body.path("messages").path(body.path("messages").size() - 1).path("content");
    var isJson = body.has("response_format");
    var segments = new ArrayList<EngineSegment>();
    if (isJson) {
      for (var item : JSON.readTree(source.asString()).path("segments")) {
        segments.add(new EngineSegment(item.path("id").asInt(), item.path("text").asString()));
      }
    } else {
      segments.addAll(new SegmentBlocks(0, 0).read(source.asString()).orElseThrow());
    }
    var translated =
        segments.stream()
            .map(s -> new EngineSegment(s.id(), translation.apply(s.text())))
            .toList();
    return isJson
        ? SegmentJson.write(translated).replaceFirst("segments", "translations")
        : new SegmentBlocks(0, 0).write(translated);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
