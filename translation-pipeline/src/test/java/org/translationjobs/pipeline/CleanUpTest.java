package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.LanguagePair;

class CleanUpTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|', quoteCharacter = '`', value = {
          "es | One. Two.          | Uno.  Dos.            | Uno. Dos.",
          "es | One, two!          | Uno , dos !           | Uno, dos!",
          "fr | One, two!          | Un, deux !            | Un, deux !",
          "es | Well… no.          | Pues... no.           | Pues… no.",
          "es | Well... no.        | Pues... no.           | Pues... no.",
          "es | “No,” he said.     | \"No\", dijo.         | «No», dijo.",
          "de | “No,” he said.     | \"Nein\", sagte er.   | „Nein“, sagte er.",
          "pl | “No,” he said.     | \"Nie\", powiedział.  | „Nie”, powiedział.",
          "sv | “No,” he said.     | \"Nej\", sade han.    | “Nej”, sade han.",
          "fr | “No,” he said.     | \"Non\", dit-il.      | \"Non\", dit-il.",
          "es | “No,” he said.     | “No”, dijo.           | “No”, dijo.",
          "es | \"No,\" he said.   | \"No\", dijo.         | \"No\", dijo.",
          "es | 12 days            | １２ días             | 12 días",
          "ja | 12 days            | １２日                | １２日",
          "es | Wait ⟦1⟧here⟦/1⟧.  | Espera ⟦1⟧aquí⟦/1⟧ . | Espera ⟦1⟧aquí⟦/1⟧."})
  void carelessTypographyIsPutRight(String to, String source, String target, String clean) {
    var languages = LanguagePair.of("en", to);
    assertThat(CleanUp.of(source, target, languages)).isEqualTo(clean);
    assertThat(CleanUp.of(source, clean, languages)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a  b", "a , b", "a...", "“a” and \"b\"", "１２", "«a» …", "a ... b !"})
  void whatTheSourceHasItselfStays(String text) {
    assertThat(CleanUp.of(text, text, LanguagePair.of("fr", "ja"))).isEqualTo(text);
    assertThat(CleanUp.of(text, text, LanguagePair.of("ja", "zh"))).isEqualTo(text);
  }

  @Test
  void aQuotationMarkWithoutAPartnerStays() {
    assertThat(CleanUp.of("“A", "\"A", LanguagePair.of("en", "es"))).isEqualTo("\"A");
  }
}
