package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;

class PairedTextTest {
  private static PairedText paired(String source, @Nullable String target, int budget) {
    return new PairedText(text("Night", source), text("Noche", target), "en", budget);
  }

  private static PairedText paired(String source, @Nullable String target) {
    return paired(source, target, Integer.MAX_VALUE);
  }

  private static SourceText text(String title, @Nullable String body) {
    return new SourceText(new EntityRef(EntityType.CHAPTER, new UUID(1, 1)), title, body, "1");
  }

  private static SegmentPair pair(String segment, String source, String target) {
    return new SegmentPair(segment, source, target);
  }

  @Test
  void paragraphsAreReadWithoutTheirTags() {
    var paired = paired(
        "<h2>II.</h2><p>It was <em>late</em> &amp; dark.</p><hr><p>***</p>\n<p>A door.</p>",
        "<h2>II.</h2><p>Era <em>tarde</em> y oscuro.</p><hr><p>***</p>\n<p>Una puerta.</p>");
    assertThat(paired.pairs()).containsExactly(
        pair("title", "Night", "Noche"),
        pair("content segment 1", "It was late & dark.", "Era tarde y oscuro."),
        pair("content segment 2", "A door.", "Una puerta."));
    assertThat(paired.unpaired()).isEmpty();
    assertThat(paired.sources()).contains("Night", "II.", "***");
    assertThat(paired.segment("content segment 2")).contains(
        pair("content segment 2", "A door.", "Una puerta."));
    assertThat(paired.segment("content segment 3")).isEmpty();
  }

  @Test
  void plainTextIsPairedByItsBlankLines() {
    assertThat(paired("One\nand on.\n\nTwo.", "Uno\ny más.\n\nDos.").pairs().subList(1, 3))
        .containsExactly(
            pair("content segment 1", "One\nand on.", "Uno\ny más."),
            pair("content segment 2", "Two.", "Dos."));
  }

  @Test
  void linesOfVerseAreSegmentsOfOneParagraphEvenWhereTheTranslationIsTooLongForVerse() {
    var line = "una línea que es mucho más larga que la que tradujo, y aún un poco más";
    var paired = paired(
        "<p>One,<br>two,<br>three,<br>four.</p><p>Then prose.</p>",
        "<p>" + line + "<br>dos<br>tres<br>" + line + "</p><p>Y prosa.</p>");
    assertThat(paired.pairs()).extracting(SegmentPair::segment)
        .containsExactly("title", "content segment 1", "content segment 5");
    assertThat(paired.segment("content segment 2"))
        .contains(pair("content segment 2", "two,", "dos"));
    assertThat(paired.segment("content segment 5"))
        .contains(pair("content segment 5", "Then prose.", "Y prosa."));
  }

  @Test
  void aParagraphThatWasCutIsWholeAndItsPartsKeepTheirNumbers() {
    var source = "First sentence here. Second sentence here. Third one.";
    var target = "Primera frase aquí. Segunda frase aquí. La tercera.";
    var paired = paired("<p>" + source + "</p><p>End.</p>", "<p>" + target + "</p><p>Fin.</p>", 25);
    assertThat(paired.pairs()).containsExactly(
        pair("title", "Night", "Noche"), pair("content segment 1", source, target),
        pair("content segment 4", "End.", "Fin."));
    assertThat(paired.segment("content segment 2"))
        .contains(pair("content segment 2", "Second sentence here.", target));
  }

  @Test
  void aFieldWithOtherParagraphsIsNotPaired() {
    var paired = paired("<p>One.</p><p>Two.</p>", "<p>Uno y dos.</p>");
    assertThat(paired.pairs()).containsExactly(pair("title", "Night", "Noche"));
    assertThat(paired.unpaired())
        .containsExactly("content: 2 paragraphs in the source, 1 in the translation");
    assertThat(paired.segment("content segment 2"))
        .contains(pair("content segment 2", "Two.", ""));
    assertThat(paired.targets()).isEqualTo(List.of("Noche", "Uno y dos."));
  }

  @Test
  void whatIsMissingOrEmptyIsNotPairedEither() {
    assertThat(paired("<p>One.</p>", null).unpaired()).containsExactly("content: not there");
    assertThat(paired("<p>One.</p>", "").pairs()).hasSize(1);
    assertThat(paired("", "").unpaired()).isEmpty();
    assertThat(paired("<p>One.</p>", "Uno, without tags.").pairs()).hasSize(2);
  }
}
