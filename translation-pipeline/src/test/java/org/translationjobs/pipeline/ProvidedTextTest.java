package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.pipeline.ProvidedText.Allowed;

class ProvidedTextTest {
  private static final SourceText SOURCE = source("Night", "<p>The door opened.</p>");

  private static SourceText source(@Nullable String title, @Nullable String body) {
    return new SourceText(new EntityRef(EntityType.CHAPTER, new UUID(1, 1)), title, body, "1");
  }

  private static Optional<String> problem(@Nullable String title, @Nullable String body) {
    return ProvidedText.problem(SOURCE, new TranslatedText(title, body), Set.of());
  }

  @Test
  void aGoodTextHasNoProblem() {
    assertThat(problem("Noche", "<p>La <em>puerta</em> se abrió.</p>\n<p>Once = on.</p>"))
        .isEmpty();
  }

  @Test
  void whatIsBlankOrMissingIsNamed() {
    assertThat(problem("Noche", " \n ")).contains("the text is blank");
    assertThat(problem("Noche", null)).contains("the text is missing");
    assertThat(problem(" ", "<p>x</p>")).contains("the title is blank");
    assertThat(problem("a\nb", "<p>x</p>")).contains("the title has several lines");
    assertThat(
        ProvidedText.problem(source("Night", null), new TranslatedText("Noche", "x"), Set.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("the source has no text"));
    assertThat(ProvidedText.problem(source("Night", ""), new TranslatedText("Noche", ""), Set.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0007b", "a\uFFFDb", "a\uD800b", "a\u0000b"})
  void invalidCharactersAreNamed(String body) {
    assertThat(problem("Noche", body))
        .hasValueSatisfying(why -> assertThat(why).contains("U+").contains("offset 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<script>alert(1)</script>", "<p onclick='x()'>a</p>", "<IMG SRC=x onerror =x>",
          "<a href=\"javascript:x\">a</a>", "<iframe src=x>", "<svg/onload=x>",
          "<img src=https://evil/track.png>", "<img/SRC = 'https://evil/track.png'>",
          "<video poster=//evil/x>", "<p style=\"background:url(https://evil/x)\">a</p>",
          "<p style=\"background:&#117;rl(//evil)\">a</p>",
          "<p style=\"background:\\75 rl(//evil)\">a</p>", "<td background=x>"})
  void markupThatActsIsRefusedUnlessAllowedOrInTheSource(String body) {
    assertThat(problem("Noche", body))
        .hasValueSatisfying(why -> assertThat(why).contains("reader's browser"));
    var text = new TranslatedText("Noche", body + " Fin.");
    assertThat(ProvidedText.problem(SOURCE, text, Set.of(Allowed.MARKUP))).isEmpty();
    assertThat(ProvidedText.problem(source("Night", body), text, Set.of())).isEmpty();
  }

  @Test
  void aPictureOfTheSourceMayStayAndNotBecomeAnother() {
    var source = source("Night", "<p>The <img src=\"a.png\" alt=\"lamp\"></p>");
    assertThat(
        ProvidedText.problem(
            source, new TranslatedText("Noche", "<p>La <img alt='luz' src=\"a.png\"></p>"),
            Set.of()))
        .isEmpty();
    assertThat(
        ProvidedText.problem(
            source, new TranslatedText("Noche", "<p>La <img src=\"//evil/a.png\"></p>"),
            Set.of()))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<p>The door opened.</p>", "<p>The  door\nopened.</p>\n",
          "<p class=\"x\">The door&nbsp;opened.</p>", "The door opened."})
  void theSourceIsNoTranslationUnlessThatIsMeant(String body) {
    assertThat(problem("Noche", body)).contains("the text is that of the source, word for word");
    assertThat(
        ProvidedText.problem(
            SOURCE, new TranslatedText("Noche", body), Set.of(Allowed.UNTRANSLATED)))
        .isEmpty();
  }

  @Test
  void whatHasNoLettersStaysAsItIs() {
    var stars = source("1", "<p>* * *</p><p>1865</p>");
    assertThat(
        ProvidedText.problem(
            stars, new TranslatedText("1", "<p>* * *</p><p>1865</p>"), Set.of()))
        .isEmpty();
  }

  @Test
  void aFileIsReadAsTheSourceHasItsLines() {
    assertThat(ProvidedText.fromFile("\uFEFFa\r\nb\r\n", "x\ny")).isEqualTo("a\nb");
    assertThat(ProvidedText.fromFile("a\r\n", "x\r\n")).isEqualTo("a\r\n");
    assertThat(ProvidedText.fromFile("a\n\n", null)).isEqualTo("a");
  }

  @Test
  void aTitleIsKeptFromBeforeOrFromASourceWithoutLetters() {
    assertThat(ProvidedText.keptTitle(SOURCE, Optional.of("Noche"))).contains("Noche");
    assertThat(ProvidedText.keptTitle(SOURCE, Optional.of(" "))).isEmpty();
    assertThat(ProvidedText.keptTitle(source("12.", "x"), Optional.empty())).contains("12.");
    assertThat(ProvidedText.keptTitle(source(null, "x"), Optional.empty())).isEmpty();
  }
}
