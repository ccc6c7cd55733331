package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.job.LanguagePair;

class ApertiumDirectionsTest {
  private static final ApertiumDirections INSTALLED =
      ApertiumDirections.of(
          List.of(
              "eng-spa", "spa-eng", "spa-eng_US", "spa-por_BR", "spa-por", "nob-nno", "hbs-eng",
              "es-ast"));

  @ParameterizedTest
  @CsvSource({
      "en, es, eng-spa", "en-GB, es-MX, eng-spa", "es, en-US, spa-eng_US", "es, en-GB, spa-eng",
      "es, pt-BR, spa-por_BR", "es, pt_BR, spa-por_BR", "es, pt-PT, spa-por", "nb, nn, nob-nno",
      "no, nn, nob-nno", "hr, en, hbs-eng", "es, ast, es-ast", "eng, spa, eng-spa",
      "EN, ES, eng-spa"})
  void theNearestVariantIsFound(String from, String to, String direction) {
    assertThat(INSTALLED.find(LanguagePair.of(from, to))).contains(direction);
  }

  @Test
  void anUnknownDirectionIsNotFoundAndNamesItsPackage() {
    var pair = LanguagePair.of("fr", "ca");
    assertThat(INSTALLED.find(pair)).isEmpty();
    assertThat(INSTALLED.missing(pair))
        .contains("fr→ca", "spa-eng_US", "apt-get install apertium-cat-fra");
    assertThat(INSTALLED.find(LanguagePair.of("xx", "not a language"))).isEmpty();
  }
}
