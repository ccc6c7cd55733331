package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.job.LanguagePair;

/** What tells that a target is in another language, where its own words are not known here. */
class LanguageCheckTest {
  private static final String ENGLISH =
      "It is a truth commonly accepted, that a lone man who has the good fortune must want a wife.";
  private static final String RUSSIAN =
      "Все знают, что молодой и богатый человек должен подыскивать себе жену. Эта истина столь"
          + " прочно живёт в умах людей, что его тут же начинают считать чьей-либо добычей: мысли"
          + " соседей были об этом, хотя бы они и не знали, каковы его собственные взгляды.";
  private static final String UKRAINIAN =
      "Усі знають, що неодружений чоловік, який має статки, мусить шукати собі дружину.";

  @ParameterizedTest
  @CsvSource({"pl", "sv", "tr", "vi", "ro", "cs", "id", "fi"})
  void theSourcesCommonWordsAreRefused(String to) {
    assertThat(judge(ENGLISH.replace("lone", "single"), ENGLISH, "en", to)).isEqualTo("Refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', value = {
          "pl | Jest prawdą powszechnie znaną, że samotnemu mężczyźnie, który ma majątek, brak do szczęścia żony.",
          "sv | Det är en allmänt erkänd sanning att en ogift man som har en förmögenhet måste vilja ha en hustru.",
          "tr | Hali vakti yerinde her bekâr erkeğin bir eşe ihtiyacı olduğu herkesçe kabul edilmiş bir gerçektir.",
          "ro | Este un adevăr recunoscut că un bărbat singur care are avere trebuie să aibă nevoie de o soție.",
          "id | Adalah kebenaran yang diakui umum bahwa pria lajang yang kaya pasti menginginkan seorang istri."})
  void aTranslationPasses(String to, String target) {
    assertThat(judge(ENGLISH, target, "en", to)).isEqualTo("Passed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', value = {
          "es | gl | É unha verdade que todo home que ten fortuna para vivir, como se sabe, precisa dunha muller.",
          "de | lb | Et ass eng Wourecht, déi jiddereen unerkennt, datt en Mann mat Geld eng Fra brauch."})
  void relativesShareShortWords(String from, String to, String target) {
    assertThat(judge("…", target, from, to)).isEqualTo("Passed");
  }

  @ParameterizedTest
  @CsvSource({"en, uk, Refused", "ru, uk, Refused", "en, bg, Refused", "en, ru, Passed"})
  void russianIsNoUkrainian(String from, String to, String verdict) {
    assertThat(judge(from.equals("ru") ? RUSSIAN : ENGLISH, RUSSIAN, from, to)).isEqualTo(verdict);
  }

  /** Two letters are a quotation. */
  @Test
  void aWordOfUkrainianMakesNoUkrainian() {
    assertThat(judge("He read aloud: “No, and do not ask.”", "Он прочёл вслух: «Ні, і не питай».",
        "en", "ru"))
        .isEqualTo("Passed");
  }

  @ParameterizedTest
  @CsvSource({"en, uk, Passed", "ru, uk, Passed", "en, ru, Refused"})
  void ukrainianIsNoRussian(String from, String to, String verdict) {
    assertThat(judge(from.equals("ru") ? RUSSIAN : ENGLISH, UKRAINIAN, from, to))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', value = {
          "凡是有钱的单身汉总想娶位太太这已经成了一条举世公认的真理无论这样的人搬到哪里 | Refused",
          "昭和二十年八月十五日午後三時三十分 | Doubted",
          "独身で財産のある男性なら妻を必要としているに違いないというのは世間一般に認められた真理である | Passed"})
  void japaneseHasKana(String target, String verdict) {
    assertThat(judge(ENGLISH, target, "en", "ja")).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"sr-Latn, sr-Cyrl"})
  void theScriptOfATagCounts(String from, String to) {
    assertThat(judge("…", "Svi znaju da neoženjen čovek mora tražiti ženu.", from, to))
        .isEqualTo("Refused");
  }

  private static String judge(String source, String target, String from, String to) {
    return new LanguageCheck()
        .judge(
            new Candidate(
                source, target, false, LanguagePair.of(from, to), new SourceWords(List.of())))
        .getClass()
        .getSimpleName();
  }
}
