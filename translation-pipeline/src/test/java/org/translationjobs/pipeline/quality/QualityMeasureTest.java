package org.translationjobs.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualityMeasureTest {
  private static final String LINE = "x".repeat(100);

  @Test
  void warningsAreCountedByKindWithWhatStandsThere() {
    var report = new MeasuredNovel()
        .chapter(
            List.of("In 1815 he came.", "He left."), List.of("Vino entonces.", "Se fue."),
            List.of("content segment 1: digits: 1815 is missing", "content segment 2: length: long",
                "2 segments were translated piece by piece"))
        .chapter(
            List.of("In 1820 he died."), List.of("Murió."),
            List.of("content segment 1: digits: 1820 is missing", "content segment 9: digits: ?"))
        .report(2);
    assertThat(report.warnings()).extracting(WarningsOfKind::kind)
        .containsExactly("digits", "length", "other");
    assertThat(report.warnings().getFirst()).satisfies(digits -> {
      assertThat(digits.count()).isEqualTo(3);
      assertThat(digits.texts()).isEqualTo(2);
      assertThat(digits.first()).extracting(found -> found.place().target())
          .containsExactly("Vino entonces.", "Murió.");
      assertThat(digits.first().getFirst().reason()).isEqualTo("1815 is missing");
    });
    assertThat(report.warnings().getLast().first().getFirst().place().segment()).isEmpty();
  }

  @Test
  void obedienceIsTheShareOfParagraphsWithTheTranslationsOfAllTheirTerms() {
    var obedience = new MeasuredNovel()
        .term("house", "casona")
        .term("garden", "jardín")
        .term("ship", "nave")
        .chapter(
            "The house.", "La casona.", "A house and a garden.", "Una casa y un jardín.",
            "Two houses.", "Dos casas.", "The garden.", "Los jardines.", "The end.", "El fin.")
        .report()
        .glossary();
    assertThat(obedience.version()).isEqualTo(7);
    assertThat(obedience.segments()).isEqualTo(new Share(2, 3));
    assertThat(obedience.terms()).extracting(term -> term.term().source(), term -> term.segments())
        .containsExactly(
            tuple("house", new Share(1, 2)),
            tuple("garden", new Share(2, 2)));
    assertThat(obedience.terms().getFirst().missed()).extracting(Example::target)
        .containsExactly("Una casa y un jardín.");
  }

  @Test
  void lengthsAreComparedWithThisNovelsMedian() {
    var report = new MeasuredNovel()
        .paragraphs(60, LINE, LINE + LINE)
        .chapter(LINE, LINE + LINE + LINE, LINE, LINE, LINE, LINE + LINE + "x".repeat(30))
        .report();
    assertThat(report.lengths().measured()).isEqualTo(63);
    assertThat(report.lengths().median()).isCloseTo(2, within(0.01));
    assertThat(report.lengths().count()).isEqualTo(2);
    assertThat(report.lengths().farthest())
        .extracting(one -> Math.round(100 * one.ratio()), one -> one.place().segment())
        .containsExactly(
            tuple(100L, "content segment 2"),
            tuple(300L, "content segment 1"));
    assertThat(report.lengths().farthest().getFirst().high()).isBetween(2.5, 3.0);
  }

  @Test
  void aNovelWhoseLengthsVaryAnywayHasNoOutliers() {
    var sources = Collections.nCopies(60, LINE);
    var targets = IntStream.range(0, 60).mapToObj(i -> "x".repeat(60 + 3 * i)).toList();
    var report = new MeasuredNovel().chapter(sources, targets, List.of()).report();
    assertThat(report.lengths().count()).isZero();
  }

  @Test
  void aFewParagraphsTellNothingOfLengths() {
    var report = new MeasuredNovel().paragraphs(19, LINE, LINE).chapter("Yes.", "Sí.").report();
    assertThat(report.lengths())
        .isEqualTo(new LengthOutliers(19, 0, 0, List.of()));
  }

  @Test
  void neighboursWithTheSameTranslationOfDifferentSourcesAreFound() {
    var report = new MeasuredNovel()
        .chapter(words(1), words(10), List.of())
        .chapter(words(2), words(10), List.of())
        .chapter(words(2), words(10), List.of())
        .chapter(words(3), words(11), List.of())
        .report();
    assertThat(report.alike()).singleElement().satisfies(alike -> {
      assertThat(alike.one().seq()).contains(1);
      assertThat(alike.next().seq()).contains(2);
      assertThat(alike.translations()).isEqualTo(1);
      assertThat(alike.sources()).isZero();
    });
  }

  @Test
  void theSameIsSeenInScriptsWithoutSpaces() {
    var chinese = List.of("这是一个关于灯和夜晚的故事没有人来到这里只有风吹过空荡荡的街道和老房子里的旧窗户");
    var report = new MeasuredNovel()
        .chapter(words(1), chinese, List.of())
        .chapter(words(2), chinese, List.of())
        .report();
    assertThat(report.alike()).hasSize(1);
  }

  @Test
  void oneSourceWithSeveralTranslationsIsFoundAcrossChapters() {
    var source = "Who is there at the door?";
    var report = new MeasuredNovel()
        .chapter(source, "¿Quién está ahí?", "Once and only once here.", "Una vez.")
        .chapter("“" + source + "”", "¿Quién llama?", "Yes.", "Sí.")
        .chapter(source, "¿Quién llama?", "Yes.", "Claro.", "It was late and dark.", "Era tarde.")
        .chapter("It was late and dark.", "¡Era tarde!")
        .report();
    assertThat(report.repeated().alike()).isEqualTo(new Share(1, 2));
    assertThat(report.repeated().different()).singleElement().satisfies(text -> {
      assertThat(text.times()).isEqualTo(3);
      assertThat(text.translations()).extracting(variant -> variant.times())
          .containsExactly(2, 1);
      assertThat(text.translations().getLast().first().target()).isEqualTo("¿Quién está ahí?");
    });
  }

  @Test
  void aTextWithOtherParagraphsIsNamedAndStillCompared() {
    var report = new MeasuredNovel()
        .chapter(List.of("One.", "Two."), List.of("Uno y dos."), List.of())
        .chapter("Three.", "Tres.")
        .report();
    assertThat(report.texts()).isEqualTo(2);
    assertThat(report.paragraphs()).isEqualTo(1);
    assertThat(report.unpaired()).singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("2 paragraphs", "1 in"));
  }

  @Test
  void noTextIsNoError() {
    var report = new MeasuredNovel().report();
    assertThat(report.texts()).isZero();
    assertThat(report.terms().ltcr1()).isEqualTo(new Share(0, 0));
    assertThat(report.warnings()).isEmpty();
  }

  private static List<String> words(int seed) {
    var paragraphs = new ArrayList<String>();
    for (var i = 0; i < 10; i++) {
      paragraphs.add(
          "word" + seed + i + " other" + seed + i + " more" + i + seed + " and" + seed + i + " on"
              + seed + i + " so" + seed + i);
    }
    return paragraphs;
  }
}
