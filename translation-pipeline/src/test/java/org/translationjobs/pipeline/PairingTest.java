package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairingTest {
  private static final List<String> SOURCES =
      List.of(
          "“Have you heard, Mr. Bennet, that Netherfield Park is let at last?”",
          "Mr. Bennet replied that he had not.",
          "“But it is,” returned she; “for Mrs. Long has just been here, and she told me all about"
              + " it.”",
          "Mr. Bennet made no answer.",
          "“Do you not want to know who has taken it?” cried his wife impatiently.",
          "“You want to tell me, and I have no objection to hearing it.”",
          "This was invitation enough; and in 1812 a chaise and 4 horses came down on Monday.",
          "“What is his name?”",
          "“Bingley, a single man of large fortune; four or five thousand a year!”",
          "Elizabeth laughed.");
  private static final List<String> TARGETS =
      List.of(
          "«¿Ha oído usted, señor Bennet, que Netherfield Park por fin está alquilado?»",
          "El señor Bennet respondió que no.",
          "«Pues lo está», contestó ella; «la señora Long acaba de estar aquí, y me lo ha contado"
              + " todo.»",
          "El señor Bennet no respondió.",
          "«¿Y no quiere saber quién lo ha tomado?», exclamó su esposa con impaciencia.",
          "«Usted quiere contármelo, y yo no tengo inconveniente en oírlo.»",
          "Fue bastante invitación; y en 1812 una calesa de 4 caballos bajó el lunes.",
          "«¿Cómo se llama?»",
          "«¡Bingley, un soltero de gran fortuna; cuatro o cinco mil al año!»",
          "Elizabeth se rio.");

  @Test
  void aReplyInOrderStaysAsItIs() {
    assertThat(places(TARGETS)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void behindADroppedParagraphNothingStaysUnderANeighboursId(int dropped) {
    var targets = new ArrayList<>(TARGETS);
    targets.remove(dropped);
    targets.add("");
    assertPairsAreRight(targets);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void behindADoubledParagraphNothingStaysUnderANeighboursId(int doubled) {
    var targets = new ArrayList<>(TARGETS);
    targets.add(doubled, targets.get(doubled));
    targets.removeLast();
    assertPairsAreRight(targets);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void behindAMergedParagraphNothingStaysUnderANeighboursId(int merged) {
    var targets = new ArrayList<>(TARGETS);
    targets.set(merged, targets.get(merged) + " " + targets.remove(merged + 1));
    targets.add(TARGETS.getLast());
    assertPairsAreRight(targets);
  }

  @Test
  void answersThatClearlyBelongToANeighbourAreMovedThere() {
    var targets = new ArrayList<>(TARGETS);
    targets.remove(1);
    targets.add("");
    var places = places(targets);
    assertThat(places[1]).isEqualTo(Pairing.NONE);
    assertThat(IntStream.range(2, 10).filter(i -> places[i] == i - 1)).hasSizeGreaterThan(2);
  }

  @Test
  void oneAnswerAloneHasNoNeighbours() {
    assertThat(Pairing.places(List.of(new Pairing.Pair("one", "dos")))).containsExactly(0);
    assertThat(Pairing.places(List.of())).isEmpty();
  }

  @Test
  void linesThatAllLookTheSameStayInTheirPlaces() {
    var pairs = IntStream.range(0, 30).mapToObj(i -> new Pairing.Pair("“Yes.”", "«Sí.»")).toList();
    assertThat(Pairing.places(pairs)).isEqualTo(IntStream.range(0, 30).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void twoLinesThatDifferInANameAloneAreNotTakenTheWrongWayRound(int first) {
    var targets = List.of("«No», dijo Jane.", "«No», dijo Mary.");
    var places =
        Pairing.places(
            List.of(
                new Pairing.Pair("“No,” said Jane.", targets.get(first)),
                new Pairing.Pair("“No,” said Mary.", targets.get(1 - first))));
    assertThat(places[0]).isEqualTo(first == 0 ? 0 : Pairing.NONE);
    assertThat(places[1]).isEqualTo(first == 0 ? 1 : Pairing.NONE);
  }

  private static int[] places(List<String> targets) {
    return Pairing.places(
        IntStream.range(0, SOURCES.size())
            .mapToObj(i -> new Pairing.Pair(SOURCES.get(i), targets.get(i)))
            .toList());
  }

  private static void assertPairsAreRight(List<String> targets) {
    var places = places(targets);
    for (var i = 0; i < places.length; i++) {
      if (places[i] != Pairing.NONE && !targets.get(places[i]).isEmpty()) {
        assertThat(targets.get(places[i])).as("beside %s", SOURCES.get(i))
            .isEqualTo(TARGETS.get(i));
      }
    }
    assertThat(places).isNotEqualTo(IntStream.range(0, places.length).toArray());
  }
}
