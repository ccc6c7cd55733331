package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.job.LanguagePair;

/** How our language tags are called by the engines. */
class EngineLanguagesTest {
  private static final DeepLLanguages DEEPL =
      new DeepLLanguages(
          Set.of("EN", "ES", "PT", "ZH", "JA", "NB"),
          Set.of(
              "EN-GB", "EN-US", "ES", "ES-419", "PT-BR", "PT-PT", "ZH", "ZH-HANS", "ZH-HANT",
              "JA", "NB"));

  @ParameterizedTest
  @CsvSource({
      "ja, en, JA, EN-US", "ja, en-GB, JA, EN-GB", "ja, en-AU, JA, EN-GB", "en, pt, EN, PT-BR",
      "en, pt_BR, EN, PT-BR", "en, pt-PT, EN, PT-PT", "en, pt-AO, EN, PT-PT", "en, es, EN, ES",
      "en, es-MX, EN, ES-419", "en, zh, EN, ZH-HANS", "en, zh-CN, EN, ZH-HANS",
      "en, zh-TW, EN, ZH-HANT", "en, zh-Hant, EN, ZH-HANT", "zh-Hant-TW, en, ZH, EN-US",
      "en-GB, nn, EN, NB", "no, ja-JP, NB, JA"})
  void ofDeepL(String from, String to, String source, String target) {
    assertThat(DEEPL.find(LanguagePair.of(from, to)))
        .contains(new DeepLLanguages.Codes(source, target));
  }

  @ParameterizedTest
  @CsvSource({"en, cy", "cy, en"})
  void whatDeepLLacksIsNamed(String from, String to) {
    var pair = LanguagePair.of(from, to);
    assertThat(DEEPL.find(pair)).isEmpty();
    assertThat(DEEPL.missing(pair)).contains("cy", "EN-US");
  }

  @ParameterizedTest
  @CsvSource({
      "en, zh-Hant, zt, zh, en, zt", "en, zh, zt, zh, en, zh", "en, zh-TW, zh-Hant, x, en, zh-Hant",
      "en, zh-CN, zh-Hans, x, en, zh-Hans", "en, pt-BR, pt, pb, en, pb",
      "en, pt-BR, pt-BR, pt, en, pt-BR", "en-US, nb, no, x, en, no", "en, no, nb, x, en, nb"})
  void ofLibreTranslate(
      String from, String to, String one, String other, String source, String target) {
    var languages = new LibreTranslateLanguages(Map.of("en", Set.of(one, other)));
    assertThat(languages.find(LanguagePair.of(from, to)))
        .contains(new LibreTranslateLanguages.Codes(source, target));
  }

  @ParameterizedTest
  @CsvSource({"en, zh-Hant", "fr, en"})
  void whatLibreTranslateLacksIsNamed(String from, String to) {
    var languages = new LibreTranslateLanguages(Map.of("en", Set.of("zh", "zh-Hans")));
    assertThat(languages.find(LanguagePair.of(from, to))).isEmpty();
    assertThat(languages.missing(LanguagePair.of(from, to))).contains("--load-only");
  }
}
