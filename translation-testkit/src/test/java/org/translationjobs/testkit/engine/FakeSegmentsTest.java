package org.translationjobs.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.engine.Misbehaviour.Content;

/** What happens to segments, by every protocol. */
class FakeSegmentsTest {
  private final FakeEngineServer server = FakeEngineServer.start(
      (texts, languages) -> texts.stream().map(t -> t.replace("dog", "perro")).toList());
  private final FakeClient client = new FakeClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void idsAreLostDoubledAndInvented() throws Exception {
    server.script().next(Content.MERGED, Content.DROPPED, Content.DOUBLED, Content.INVENTED);
    assertThat(client.blocks("dog a", "dog b", "dog c")).hasSize(2)
        .anyMatch(b -> b.matches("\\[\\d] perro \\w perro \\w"));
    assertThat(client.blocks("dog a", "dog b", "dog c")).hasSize(2);
    assertThat(client.blocks("dog a", "dog b", "dog c")).hasSize(4).doesNotContain("[4] perro c");
    assertThat(client.blocks("dog a", "dog b", "dog c")).hasSize(4).contains("[4] perro c");
  }

  @Test
  void shiftedRepliesAreOffByOne() throws Exception {
    server.script().next(Content.SHIFTED_UP, Content.SHIFTED_DOWN);
    assertThat(client.blocks("dog a", "dog b")).containsExactly("[1] perro a perro b");
    assertThat(client.blocks("dog a", "dog b")).containsExactly("[1] perro", "[2] a");
  }

  @Test
  void echoesAreSourceText() throws Exception {
    server.script().next(Content.ECHOED);
    assertThat(client.said("dog a", "dog b")).contains("dog");
  }

  @Test
  void tagsAreLostAndMarkupIsAdded() throws Exception {
    server.script()
        .next(
            Content.LOST_TAGS, Content.ADDED_SCRIPT, Content.ADDED_HANDLER, Content.ADDED_LINK,
            Content.WRONG_LANGUAGE, Content.HALVED);
    assertThat(client.said("no tag", "a ⟦1⟧dog⟦/1⟧")).isEqualTo("[1] no tag\n[2] a perro");
    assertThat(client.said("dog")).contains("<script>");
    assertThat(client.said("dog")).contains("onclick");
    assertThat(client.said("dog")).contains("https://");
    assertThat(client.said("dog")).contains("別");
    assertThat(client.said("doggy")).isEqualTo("[1] perr");
  }

  @Test
  void listsWithoutIdsAreSpoiltInTheSameWay() throws Exception {
    server.script()
        .next(Content.MERGED, Content.SHIFTED_DOWN, Content.DOUBLED, Content.ALTERNATING);
    assertThat(client.deepl("dog a", "dog b")).containsExactly("perro a perro b");
    assertThat(client.deepl("dog a", "dog b")).containsExactly("perro", "a");
    assertThat(client.deepl("dog a", "dog b")).hasSize(3);
    assertThat(client.deepl("dog a").getFirst()).contains("ha ho ha ho ha ho");
  }

  @Test
  void whatCannotGoWrongIsGoodAndNotedAsGood() throws Exception {
    server.script().next(Content.MERGED, Content.LOST_TAGS, Content.PREAMBLE);
    assertThat(client.deepl("dog")).containsExactly("perro");
    assertThat(client.deepl("dog")).containsExactly("perro");
    assertThat(client.deepl("dog")).containsExactly("perro");
    assertThat(server.translations()).hasSize(3)
        .allSatisfy(r -> assertThat(r.misbehaviour()).isEmpty());
  }

  @Test
  void aSeededPlanDependsOnTheRequestsAndNotOnTheirOrder() throws Exception {
    var shares = new EnumMap<Content, Double>(Map.of(Content.DROPPED, 0.4, Content.ECHOED, 0.2));
    server.script().seeded(7, shares);
    var forwards = misbehaviours(false);
    server.script().seeded(7, shares);
    assertThat(misbehaviours(true)).isEqualTo(forwards.reversed());
    server.script().seeded(8, shares);
    assertThat(misbehaviours(false)).isNotEqualTo(forwards);
    assertThat(forwards.stream().filter(m -> m.equals(Optional.of(Content.DROPPED))).count())
        .isBetween(20L, 60L);
  }

  private List<Optional<Misbehaviour>> misbehaviours(boolean backwards) throws Exception {
    server.forget();
    for (var i = 0; i < 100; i++) {
      client.deepl("dog " + (backwards ? 99 - i : i), "a dog");
    }
    return server.translations().stream().map(ReceivedRequest::misbehaviour).toList();
  }
}
