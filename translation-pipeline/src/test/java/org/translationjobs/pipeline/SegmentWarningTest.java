package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Translator.Translation;

class SegmentWarningTest {
  @Test
  void whatTheChainWritesIsTakenApart() throws InterruptedException {
    var translations = new Translations(
        ScriptedEngine.texts(text -> text.equals("Chapter 27 of the book begins here.")
            ? "El capítulo del libro empieza aquí."
            : "Una noche muy larga."));
    var translated = translations.chapter(
        "A very long night.", "<p>Chapter 27 of the book begins here.</p>");
    assertThat(((Translation.Accepted) translated).warnings())
        .singleElement()
        .satisfies(
            warning -> assertThat(SegmentWarning.of(warning)).satisfies(parts -> {
              assertThat(parts.segment()).contains("content segment 1");
              assertThat(parts.kind()).isEqualTo("digits");
              assertThat(parts.reason()).contains("27");
            }));
  }

  @Test
  void aKindMayHaveTwoWordsAndAReasonColons() {
    assertThat(SegmentWarning.of("title: empty elements: a: b\nc"))
        .isEqualTo(new SegmentWarning(Optional.of("title"), "empty elements", "a: b\nc"));
  }

  @Test
  void whatIsOfNoSegmentIsOther() {
    var warning = "3 segments were translated piece by piece, first content segment 4";
    assertThat(SegmentWarning.of(warning))
        .isEqualTo(new SegmentWarning(Optional.empty(), SegmentWarning.OTHER, warning));
  }

  @Test
  void everyKindIsKnownOnce() {
    assertThat(SegmentWarning.kinds()).doesNotHaveDuplicates()
        .contains("length", "moved", "consistency", "glossary", "other");
  }
}
