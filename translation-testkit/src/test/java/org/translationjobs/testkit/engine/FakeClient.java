package org.translationjobs.testkit.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks a fake server as an engine does. */
final class FakeClient implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FakeEngineServer server;

  FakeClient(FakeEngineServer server) {
    this.server = server;
  }

  HttpResponse<String> post(String path, Map<String, ?> body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The segments as blocks, in a chat with a prompt and a term. */
  static Map<String, Object> chat(String... texts) {
    var blocks =
        IntStream.range(0, texts.length).mapToObj(i -> "[" + (i + 1) + "] " + texts[i]).toList();
    return Map.of(
        "model", "any", "messages",
        List.of(
            Map.of("role", "system", "content", "Translate. Terms:\ndog = perro"),
            Map.of("role", "user", "content", "Translate this:\n" + String.join("\n", blocks))));
  }

  static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
    var more = new LinkedHashMap<>(body);
    more.put(name, value);
    return more;
  }

  /** What a chat says to these texts. */
  String said(String... texts) throws IOException, InterruptedException {
    return message(post("/v1/chat/completions", chat(texts))).path("content").asString("");
  }

  /** The blocks that a chat says to these texts. */
  List<String> blocks(String... texts) throws IOException, InterruptedException {
    return List.of(said(texts).split("\n", -1));
  }

  /** The translations of DeepL's protocol. */
  List<String> deepl(String... texts) throws IOException, InterruptedException {
    var response =
        post(
            "/v2/translate",
            Map.of("text", texts, "source_lang", "EN", "target_lang", "ES"));
    var translations = new ArrayList<String>();
    json(response).path("translations").forEach(t -> translations.add(t.path("text").asString()));
    return translations;
  }

  static JsonNode message(HttpResponse<String> response) {
    return json(response).path("choices").path(0).path("message");
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
