package org.translationjobs.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.translationjobs.testkit.engine.FakeClient.chat;
import static org.translationjobs.testkit.engine.FakeClient.json;
import static org.translationjobs.testkit.engine.FakeClient.message;
import static org.translationjobs.testkit.engine.FakeClient.with;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Usage;
import tools.jackson.databind.json.JsonMapper;

/** The chat of the fake server. */
class FakeChatTest {
  private static final String CHAT = "/v1/chat/completions";

  private final FakeEngineServer server = FakeEngineServer.start(
      (texts, languages) -> texts.stream().map(t -> t.replace("dog", "perro")).toList());
  private final FakeClient client = new FakeClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void blocksAreAnsweredInBlocks() throws Exception {
    assertThat(client.said("A dog", "Two dogs\nand more")).isEqualTo(
        "[1] A perro\n[2] Two perros\nand more");
  }

  @Test
  void segmentsInAnObjectAreFoundBehindOtherWords() throws Exception {
    var content =
        "Translate: {\"segments\": [{\"id\": 7, \"text\": \"My dog\"}]} Answer in JSON.";
    var body =
        Map.of(
            "response_format", Map.of("type", "json_schema"),
            "messages", List.of(Map.of("role", "user", "content", content)));
    assertThat(message(client.post(CHAT, body)).path("content").asString()).isEqualTo(
        "{\"translations\":[{\"id\":7,\"text\":\"My perro\"}]}")
        .satisfies(text -> assertThat(JsonMapper.shared().readTree(text).path("translations"))
            .hasSize(1));
  }

  @Test
  void structuredOutputIsIgnoredOrRefusedWhereSetSo() throws Exception {
    var body = with(chat("dog"), "response_format", Map.of("type", "json_object"));
    assertThat(message(client.post(CHAT, body)).path("content").asString()).contains(
        "translations");
    server.set(ChatOptions.defaults().with(ChatOptions.StructuredOutput.IGNORED));
    assertThat(message(client.post(CHAT, body)).path("content").asString()).isEqualTo("[1] perro");
    server.set(ChatOptions.defaults().with(ChatOptions.StructuredOutput.REFUSED));
    assertThat(client.post(CHAT, body).statusCode()).isEqualTo(400);
  }

  @Test
  void aStreamSaysTheSameInPieces() throws Exception {
    var body =
        with(
            with(chat("A dog \uD83D\uDE00 and another dog", "x"), "stream", true),
            "stream_options", Map.of("include_usage", true));
    var response = client.post(CHAT, body);
    var events =
        response.body().lines().filter(l -> !l.isEmpty()).map(l -> l.substring(6)).toList();
    assertThat(events.getLast()).isEqualTo("[DONE]");
    var objects = events.subList(0, events.size() - 1)
        .stream()
        .map(e -> JsonMapper.shared().readTree(e))
        .toList();
    assertThat(objects.stream()
        .map(o -> o.path("choices").path(0).path("delta").path("content").asString(""))
        .collect(Collectors.joining()))
        .isEqualTo("[1] A perro \uD83D\uDE00 and another perro\n[2] x");
    assertThat(objects.getLast().path("usage").path("completion_tokens").asInt()).isEqualTo(10);
    assertThat(objects.get(objects.size() - 2)
        .path("choices")
        .path(0)
        .path("finish_reason")
        .asString()).isEqualTo("stop");
  }

  @Test
  void usageIsAQuarterOfTheCharactersAndSummedUp() throws Exception {
    var usage = json(client.post(CHAT, chat("A dog"))).path("usage");
    assertThat(usage.path("prompt_tokens").asLong()).isEqualTo(14);
    assertThat(usage.path("completion_tokens").asLong()).isEqualTo(3);
    client.post(CHAT, chat("A dog"));
    assertThat(server.reported()).isEqualTo(new Usage(2, 28, 6, 0));
  }

  @Test
  void aLimitCutsTheAnswer() throws Exception {
    var response = client.post(CHAT, with(chat("A dog and a dog"), "max_tokens", 2));
    assertThat(message(response).path("content").asString()).isEqualTo("[1] A pe");
    assertThat(json(response).path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("length");
  }

  @Test
  void aPromptThatIsTooLongLosesItsBeginning() throws Exception {
    server.set(ChatOptions.defaults().withContextTokens(8));
    var response = client.post(CHAT, chat("dog ".repeat(8), "dog ".repeat(7)));
    assertThat(message(response).path("content").asString()).startsWith("[2] ");
    assertThat(json(response).path("usage").path("prompt_tokens").asInt()).isEqualTo(8);
  }

  @Test
  void parametersAndModelsAreRefusedByName() throws Exception {
    server.set(ChatOptions.defaults().refusing("temperature").withModels("good"));
    assertThat(client.get("/v1/models").body()).contains("\"good\"");
    var refused =
        client.post(CHAT, with(with(chat("dog"), "model", "good"), "temperature", 0.2));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("error").path("code").asString())
        .isEqualTo("unsupported_parameter");
    assertThat(client.post(CHAT, with(chat("dog"), "model", "other")).statusCode())
        .isEqualTo(404);
    assertThat(client.post(CHAT, with(chat("dog"), "model", "good")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusalsComeInWordsInTheFieldAndAsAFilter() throws Exception {
    server.script()
        .next(
            Misbehaviour.Content.REFUSED_IN_WORDS, Misbehaviour.Content.REFUSED_IN_FIELD,
            Misbehaviour.Content.CONTENT_FILTER);
    assertThat(client.said("dog")).startsWith("I'm sorry");
    var inField = message(client.post(CHAT, chat("dog")));
    assertThat(inField.path("content").isNull()).isTrue();
    assertThat(inField.path("refusal").asString()).startsWith("I'm sorry");
    var filtered = client.post(CHAT, chat("dog"));
    assertThat(message(filtered).path("content").isNull()).isTrue();
    assertThat(json(filtered).path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("content_filter");
  }

  @Test
  void theWholeReplyMayBeWrapped() throws Exception {
    server.script().next(Misbehaviour.Content.PREAMBLE, Misbehaviour.Content.THINKING);
    assertThat(client.said("dog")).startsWith("Here is the translation:")
        .contains("[1] perro")
        .endsWith("!");
    assertThat(client.said("dog")).startsWith("<think>").endsWith("</think>\n\n[1] perro");
  }

  @Test
  void whatDegeneratesEndsAtTheLimit() throws Exception {
    for (var kind : List.of(
        Misbehaviour.Content.ALTERNATING, Misbehaviour.Content.ONE_CHARACTER,
        Misbehaviour.Content.TRUNCATED)) {
      server.script().next(kind);
      var response = client.post(CHAT, chat("a dog", "a dog", "a dog"));
      assertThat(json(response).path("choices").path(0).path("finish_reason").asString())
          .isEqualTo("length");
      assertThat(message(response).path("content").asString())
          .isNotEqualTo("[1] a perro\n[2] a perro\n[3] a perro");
    }
  }

  @Test
  void thePromptAndATermLeak() throws Exception {
    server.script().next(Misbehaviour.Content.PROMPT_LEAK, Misbehaviour.Content.GLOSSARY_LEAK);
    assertThat(client.said("dog")).isEqualTo("[1] Translate. Terms: dog = perro perro");
    assertThat(client.said("dog")).isEqualTo("[1] dog = perro\nperro");
  }
}
