package org.translationjobs.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.translationjobs.pipeline.quality.TermConsistency.OfTerm;
import org.translationjobs.pipeline.quality.TermConsistency.Origin;

class TermConsistencyTest {
  private static OfTerm term(TermConsistency terms, String name) {
    return terms.terms().stream().filter(t -> t.term().equals(name)).findFirst().orElseThrow();
  }

  /** Five paragraphs with London, the first as Londres, one of the four others otherwise. */
  @Test
  void theShareOfLaterOccurrencesThatAreTranslatedAsTheFirst() {
    var terms = new MeasuredNovel()
        .chapter(
            "She went to London in May.", "Fue a Londres en mayo.",
            "He lived in London then.", "Vivía en Londres entonces.",
            "Nobody was there.", "No había nadie.")
        .chapter(
            "They saw London again.", "Vieron Londres otra vez.",
            "It rained in London and in London.", "Llovía en la capital.",
            "London was grey.", "Londres era gris.",
            "It was grey there.", "Allí era gris.")
        .report()
        .terms();
    assertThat(term(terms, "London")).satisfies(london -> {
      assertThat(london.rendering()).isEqualTo("Londres");
      assertThat(london.origin()).isEqualTo(Origin.NAME);
      assertThat(london.again()).isEqualTo(new Share(3, 4));
      assertThat(london.first().segment()).isEqualTo("content segment 1");
      assertThat(london.others()).singleElement()
          .satisfies(place -> {
            assertThat(place.text().seq()).contains(2);
            assertThat(place.segment()).isEqualTo("content segment 2");
            assertThat(place.target()).isEqualTo("Llovía en la capital.");
          });
    });
    assertThat(terms.ltcr1()).isEqualTo(new Share(3, 4));
    assertThat(terms.ltcr1().percent()).isEqualTo(75);
    assertThat(terms.unclear()).isEmpty();
  }

  @Test
  void endingsAndCapitalsAreNoOtherTranslation() {
    var terms = new MeasuredNovel()
        .chapter(
            "He saw Anna there.", "Увидел Анну там.", "She asked Anna why.", "Спросила Анну.",
            "They left Anna alone.", "Анна осталась одна.", "Then came Anna too.", "С Анной.",
            "They left.", "Ушли.")
        .report()
        .terms();
    assertThat(term(terms, "Anna").again()).isEqualTo(new Share(3, 3));
    var spanish = new MeasuredNovel()
        .chapter(
            "They swore by God alone.", "Juraron por Dios.", "She prayed to God then.",
            "Rezó a dios.", "All for God they said.", "POR DIOS, dijeron.", "They left.", "Fuera.")
        .report()
        .terms();
    assertThat(term(spanish, "God").again()).isEqualTo(new Share(2, 2));
  }

  @Test
  void namesThatStandTogetherAreToldApart() {
    var terms = new MeasuredNovel()
        .chapter(
            "And so came King Henry again.", "Y vino el rey Enrique otra vez.",
            "There they saw King Henry leave.", "Vieron irse al rey Enrique.",
            "At noon came King Louis too.", "Al mediodía vino el rey Luis.",
            "At night left King Louis too.", "De noche se fue el rey Luis.",
            "By then old Henry was asleep.", "Ya dormía el viejo Enrique.",
            "By then young Louis was asleep.", "Ya dormía el joven Luis.", "All slept there.",
            "Todos dormían.")
        .report()
        .terms();
    assertThat(term(terms, "Henry").rendering()).isEqualTo("Enrique");
    assertThat(term(terms, "King").rendering()).isEqualTo("rey");
    assertThat(terms.ltcr1().percent()).isEqualTo(100);
  }

  @Test
  void aShortNameIsNotFoundInALongOneOrInOrdinaryWords() {
    var terms = new MeasuredNovel()
        .chapter(
            "So then came Long too.", "Vino Long.", "Now he saw Long here.", "Vio Longbourn.",
            "Then he met Long there.", "Vio cosas longevas.")
        .report()
        .terms();
    assertThat(term(terms, "Long").again()).isEqualTo(new Share(0, 2));
  }

  @Test
  void aTermOfTheGlossaryIsFollowedFromWhatItWasAtFirst() {
    var novel = new MeasuredNovel()
        .term("entail", "mayorazgo")
        .term("parson", "párroco")
        .chapter(
            "The entail is old.", "El mayorazgo es viejo.", "The entail again.", "El vínculo.",
            "Our parson spoke.", "Nuestro cura habló.", "The parson left.", "El cura se fue.",
            "The old parson.", "El viejo párroco.", "He spoke.", "Habló.", "He left.", "Se fue.");
    var terms = novel.report().terms();
    assertThat(term(terms, "entail")).satisfies(entail -> {
      assertThat(entail.origin()).isEqualTo(Origin.GLOSSARY);
      assertThat(entail.rendering()).isEqualTo("mayorazgo");
      assertThat(entail.again()).isEqualTo(new Share(0, 1));
    });
    assertThat(term(terms, "parson")).satisfies(parson -> {
      assertThat(parson.rendering()).isEqualTo("cura");
      assertThat(parson.again()).isEqualTo(new Share(1, 2));
    });
    assertThat(terms.ltcr1()).isEqualTo(new Share(1, 3));
    assertThat(terms.terms()).first().extracting(OfTerm::term).isEqualTo("entail");
  }

  @Test
  void namesAreFoundInScriptsWithoutSpacesToo() {
    var terms = new MeasuredNovel()
        .chapter(
            "So then came Harry.", "そしてハリーが来た。", "And we saw Harry again.",
            "またハリーを見た。", "Now here was Harry.", "ここに彼がいた。", "It was late.", "遅かった。",
            "And he told Harry all.", "ハリーに全部話した。")
        .report()
        .terms();
    assertThat(term(terms, "Harry")).satisfies(harry -> {
      assertThat(harry.rendering()).contains("ハリー");
      assertThat(harry.again()).isEqualTo(new Share(2, 3));
    });
  }

  @Test
  void aNameWithoutARecurringTranslationIsUnclear() {
    var terms = new MeasuredNovel()
        .chapter(
            "So then came Zed.", "Llegó alguien.", "And we saw Zed again.", "Volvió aquella.",
            "Now here was Zed.", "Estuvo presente.")
        .report()
        .terms();
    assertThat(terms.unclear()).containsExactly("Zed");
    assertThat(terms.ltcr1()).isEqualTo(new Share(0, 0));
  }

  @Test
  void ordinaryWordsAndGermanNounsAreNoNames() {
    var novel = new MeasuredNovel()
        .chapter(
            "I know what Will said.", "a", "So what Will knew.", "b", "And there Will stood.", "c",
            "What will be will be.", "d");
    assertThat(novel.report().terms().terms()).isEmpty();
    var german = new MeasuredNovel().from("de")
        .chapter(
            "Er sah das Haus dort.", "casa", "Ich kam ins Haus.", "casa", "Sie sah ein Haus.",
            "casa");
    assertThat(german.report().terms().terms()).isEmpty();
  }
}
