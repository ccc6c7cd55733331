package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.engines.ApertiumRun.Item;

/** Where segments with markup are cut into sentences, before and after their translation. */
class ApertiumSentencesTest {
  @Test
  void betweenSentencesOutsidePairs() {
    assertThat(
        ApertiumSentences.of("The ⟦1⟧red⟦/1⟧ house. It was old! “Was it?” She saw ⟦2⟧him⟦/2⟧."))
        .containsExactly(
            "The ⟦1⟧red⟦/1⟧ house.", " It was old!", " “Was it?”", " She saw ⟦2⟧him⟦/2⟧.");
    assertThat(ApertiumSentences.of("⟦1⟧One sentence. And ⟦2⟧one⟦/2⟧ more.⟦/1⟧ The end."))
        .containsExactly("⟦1⟧One sentence. And ⟦2⟧one⟦/2⟧ more.⟦/1⟧", " The end.");
    assertThat(ApertiumSentences.of("The line⟦1/⟧ ended. The ⟦2⟧next⟦/2⟧."))
        .containsExactly("The line⟦1/⟧ ended.", " The ⟦2⟧next⟦/2⟧.");
  }

  @Test
  void notBehindAbbreviationsAndNotWhereASentenceGoesOn() {
    for (var text : List.of(
        "⟦1⟧I⟦/1⟧ saw Mr. Darcy and Mrs. Hurst at No. Five.",
        "⟦1⟧Capt. Brown⟦/1⟧ met Prof. Green and Lieut. Grey.", "⟦1⟧No!⟦/1⟧ said he. it was",
        "⟦1⟧He⟦/1⟧ came in St. James. ")) {
      assertThat(ApertiumSentences.of(text)).as(text).containsExactly(text);
    }
  }

  @Test
  void onlyTextsWithPairsAreCut() {
    assertThat(ApertiumSentences.cuts("The house was red. It was old.")).isEmpty();
    assertThat(ApertiumSentences.cuts("The house was red.⟦1/⟧ It was⟦2/⟧ old. It was.")).isEmpty();
  }

  @Test
  void anAnswerIsCutWhereASentenceStillEnds() {
    var one = new Item.Words("La casa.", List.of());
    var other = new Item.Words(" Era vieja", List.of());
    assertThat(new ApertiumRun(List.of(one, new Item.Cut(), other, new Item.End())).sentences())
        .containsExactly(
            new ApertiumRun(List.of(one)), new ApertiumRun(List.of(other, new Item.End())));
    var drifted = new ApertiumRun(List.of(other, new Item.Cut(), one));
    assertThat(drifted.sentences()).containsExactly(drifted);
    var doubled =
        new ApertiumRun(List.of(one, new Item.Cut(), new Item.Cut(), other, new Item.End()));
    assertThat(doubled.sentences()).containsExactly(doubled);
    var emptied = new ApertiumRun(List.of(one, new Item.Cut(), new Item.End()));
    assertThat(emptied.sentences()).containsExactly(emptied);
  }
}
