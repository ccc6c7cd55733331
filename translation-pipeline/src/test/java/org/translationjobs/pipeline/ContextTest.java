package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityType;

/** What an engine that uses context is told beside the text. */
class ContextTest {
  @Test
  void theTailOfTheTranslationGoesWithTheNextChunk() throws Exception {
    var translations = new Translations(engine(2, true, ScriptedEngine::bark));
    translations.content("<p>One <b>cat</b>.</p><p>Two.</p><p>Three.</p><p>Four.</p><p>Five.</p>");
    assertThat(preceding(translations)).containsExactly(
        "", "wOne wcat.\nwTwo.", "wTwo.\nwThree.\nwFour.");
  }

  @Test
  void aTitleIsAskedForAloneAndIsNoContext() throws Exception {
    var translations = new Translations(engine(9, true, ScriptedEngine::bark));
    assertThat(translations.chapter("The title", "One.\n\nTwo."))
        .isInstanceOf(Translation.Accepted.class);
    assertThat(translations.requests()).extracting(r -> r.context().kind())
        .containsExactly(TextKind.TITLE, TextKind.CONTENT);
    assertThat(translations.requests()).extracting(r -> r.segments().size())
        .containsExactly(1, 2);
    assertThat(preceding(translations)).containsExactly("", "");
  }

  @Test
  void anEngineWithoutContextIsToldNothing() throws Exception {
    var translations = new Translations(engine(1, false, ScriptedEngine::bark));
    translations.chapter(null, "One.\n\nTwo.");
    assertThat(preceding(translations)).containsExactly("", "");
  }

  @Test
  void whatIsAskedAgainKnowsWhatStandsBeforeIt() throws Exception {
    var engine =
        new ScriptedEngine(
            "scripted", capabilities(9, 8_000, true),
            request -> ScriptedEngine.reply(
                request,
                text -> request.segments().size() > 1
                    ? ScriptedEngine.bark(text).replace("{wname}", "")
                    : ScriptedEngine.bark(text).replace("{wname}", "{name}")));
    var translations = new Translations(engine);
    translations.chapter(
        null,
        "One of the five daughters spoke.\n\nTwo letters came for {name} from Meryton that day."
            + "\n\nThree.");
    assertThat(preceding(translations)).startsWith("")
        .endsWith("wOne wof wthe wfive wdaughters wspoke.");
  }

  @Test
  void everyRequestHasTheSynopsisButThatOfTheNovelsOwnDescription() throws Exception {
    var translations =
        new Translations(engine(9, true, ScriptedEngine::bark)).withSynopsis("Two sisters.");
    translations.chapter("The title", "One.");
    translations.translate(EntityType.VOLUME, "The title", "One.", Translations.EN_ES);
    translations.translate(EntityType.NOVEL, "The title", "Two sisters.", Translations.EN_ES);
    assertThat(translations.requests()).extracting(r -> r.context().synopsis())
        .containsExactly(
            "Two sisters.", "Two sisters.", "Two sisters.", "Two sisters.", "Two sisters.", "");
    var without =
        new Translations(engine(9, false, ScriptedEngine::bark)).withSynopsis("Two sisters.");
    without.chapter(null, "One.");
    assertThat(without.requests()).extracting(r -> r.context().synopsis()).containsExactly("");
  }

  @Test
  void theTailIsShort() throws Exception {
    var paragraph = "Seven words are in this one sentence. ".repeat(40).strip();
    var translations = new Translations(engine(1, true, ScriptedEngine::bark));
    translations.chapter(
        null, IntStream.range(0, 4)
            .mapToObj(i -> paragraph + i)
            .collect(
                Collectors.joining("\n\n")));
    assertThat(preceding(translations).get(1)).hasSizeBetween(500, 600)
        .startsWith("w")
        .endsWith("wsentence.0");
    // asked again, as it repeats sentences of what precedes
    assertThat(preceding(translations).getLast()).hasSizeBetween(200, 300)
        .startsWith("w")
        .endsWith("wsentence.2");
  }

  @Test
  void tokensAndNotLettersFillAChunk() {
    assertThat(chunks("猫が好きです。".repeat(100))).hasSize(2);
    assertThat(chunks("I like my cats. ".repeat(100))).hasSize(1);
  }

  private static List<List<Question>> chunks(String paragraph) {
    var questions =
        List.of(
            Question.of(1, paragraph, TextKind.CONTENT),
            Question.of(2, paragraph, TextKind.CONTENT));
    return Chunks.of(questions, capabilities(30, 4_000, true), 30);
  }

  private static List<String> preceding(Translations translations) {
    return translations.requests().stream().map(r -> r.context().precedingTarget()).toList();
  }

  private static ScriptedEngine engine(
      int maxSegments, boolean usesContext, UnaryOperator<String> change) {
    return new ScriptedEngine(
        "scripted", capabilities(maxSegments, 8_000, usesContext),
        (EngineRequest request) -> ScriptedEngine.reply(request, change));
  }

  private static EngineCapabilities capabilities(
      int maxSegments, int maxCharacters, boolean usesContext) {
    return new EngineCapabilities(
        Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), maxSegments, maxCharacters, 4,
        usesContext, false, false);
  }
}
