package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityType;

class PlainTranslationTest {
  private final Translations translations =
      new Translations(ScriptedEngine.texts(ScriptedEngine::bark));

  @Test
  void paragraphsAreWhatStandsBetweenBlankLines() throws Exception {
    assertThat(translations.content("one\n\ntwo\n \n\n three\n")).isEqualTo(
        "wone\n\nwtwo\n \n\n wthree\n");
    assertThat(translations.sent()).containsExactly("one", "two", "three");
  }

  @Test
  void everyEngineCallHasTheTimeLimitThatWasAskedFor() throws Exception {
    translations.content("one\n\ntwo");
    assertThat(translations.requests()).isNotEmpty()
        .allMatch(request -> request.timeout().equals(Translations.TIMEOUT));
  }

  @Test
  void carriageReturnsStay() throws Exception {
    assertThat(translations.content("one\r\n\r\ntwo\r\nlines\r\n")).isEqualTo(
        "wone\r\n\r\nwtwo\r\nwlines\r\n");
    assertThat(translations.sent()).containsExactly("one", "two⟦1/⟧lines");
  }

  @Test
  void aTextWithoutBlankLinesGoesLineByLine() throws Exception {
    assertThat(translations.content("one\ntwo\n* * *\nthree")).isEqualTo(
        "wone\nwtwo\n* * *\nwthree");
    assertThat(translations.sent()).containsExactly("one", "two", "three");
  }

  @Test
  void bracketsOfMarkersInTheSourceStay() throws Exception {
    assertThat(translations.content("see ⟦1⟧ and ⟦2/⟧ here")).isEqualTo(
        "wsee ⟦1⟧ wand ⟦2/⟧ where");
  }

  @Test
  void plainTextIsNotEscaped() throws Exception {
    assertThat(translations.content("Tom & Jerry, 1 < 2")).isEqualTo("wTom & wJerry, 1 < 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"I", "XXIV", "MCMXCIX.", "12", "", "—"})
  void aTitleThatIsANumberStays(String title) throws Exception {
    assertThat(translations.chapter(title, null)).isInstanceOfSatisfying(
        Accepted.class, accepted -> assertThat(accepted.text().title()).isEqualTo(title));
    assertThat(translations.requests()).isEmpty();
  }

  @Test
  void titleAndDescriptionAreTranslatedAndMissingFieldsStayMissing() throws Exception {
    assertThat(
        translations.translate(EntityType.NOVEL, "The end", "A <b>tale</b>", Translations.EN_ES))
        .isInstanceOfSatisfying(Accepted.class, accepted -> {
          assertThat(accepted.text().title()).isEqualTo("wThe wend");
          assertThat(accepted.text().body()).isEqualTo("wA <b>wtale</b>");
          assertThat(accepted.engine()).isEqualTo("scripted");
        });
    assertThat(translations.translate(EntityType.VOLUME, "Part", null, Translations.EN_ES))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.text().body()).isNull());
  }

  @Test
  void aParagraphLongerThanARequestIsCutBetweenSentences() throws Exception {
    var small =
        new ScriptedEngine(
            "small",
            new EngineCapabilities(Set.of(SegmentFormat.MARKED), 10, 60, 1, false, false, false),
            request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
    var cut = new Translations(small);
    var sentence = "This is the first sentence of it. And this the second one. ";
    assertThat(cut.content(sentence + "Third? " + "x".repeat(100)))
        .isEqualTo(
            ScriptedEngine.bark(sentence + "Third? ") + "w" + "x".repeat(60) + "w"
                + "x".repeat(40));
    assertThat(cut.requests())
        .allSatisfy(
            r -> assertThat(r.segments()
                .stream()
                .map(EngineSegment::text)
                .mapToInt(String::length)
                .sum()).isLessThanOrEqualTo(60));
    assertThat(cut.sent().getFirst())
        .isEqualTo("This is the first sentence of it. And this the second one.");
  }
}
