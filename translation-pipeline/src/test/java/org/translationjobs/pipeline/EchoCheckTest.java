package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.pipeline.Check.Verdict;

class EchoCheckTest {
  private static final String SENTENCE = "He was the proudest man in all of the world.";
  private static final String LATIN = "quousque tandem abutere patientia nostra furor iste tuus";
  private static final List<String> CHAPTER =
      List.of(
          SENTENCE,
          "In the garden Mr. Darcy and Elizabeth Bennet saw how Will spoke of a rose and of Rose.",
          "On a cold Sunday the ferry left, and every man on it knew that winter will come.");

  @ParameterizedTest
  @ValueSource(strings = {
      "1812", "—", "***", "12 + 12 = 24", "I", "IV.", "“XIV”", "Ah!", "Oh! Oh!", "Hm…", "12 XII",
      "Mr. Darcy", "Elizabeth Bennet!", "Bennet.", "E. Bennet", "“Will!”", "Rose?",
      "https://a.example/path", "name@mail.example", "{name}: %s", "Привет"})
  void whatIsTheSameInEveryLanguagePasses(String text) {
    assertThat(echo(text)).isEqualTo(Check.PASSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Hamlet", "Netherfield Park", "Sancho Panza", "Don Quijote de la Mancha", "xyzzy", "Doctor!",
      "Finis", "HOC SCRIPSERUNT:", "Fitzwilliam Henry James Darcy"})
  void whatMayBeANameOrAWordOfBothLanguagesIsDoubted(String text) {
    assertThat(echo(text)).isInstanceOf(Verdict.Doubted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      SENTENCE, "Yes.", "Why?", "The End", "CHAPTER 1", "Chapter I", "Part Two", "Sunday!",
      "With him!",
      "The Night Ferry", "Mr. and Mrs. Bennet of Longbourn House", "Birds sang, rain fell softly.",
      "⟦1⟧The⟦/1⟧ ferry"})
  void whatIsInTheSourcesLanguageIsRefusedHoweverShort(String text) {
    assertThat(echo(text)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void aNameIsKnownBehindATitleAndMarkup() {
    var words = new SourceWords(List.of("She saw ⟦1⟧Mr.⟦/1⟧\u00A0Gardiner go,⟦2/⟧Slowly as ever."));
    assertThat(judge("“E. Gardiner.”", words, false)).isEqualTo(Check.PASSED);
    assertThat(judge("Slowly.", words, false)).isInstanceOf(Verdict.Doubted.class);
  }

  @Test
  void nearlyTheSameIsTheSame() {
    assertThat(judge(SENTENCE, SENTENCE.replace(".", " !"), "en", "es"))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(judge(SENTENCE, SENTENCE.replace("proudest", "orgulloso"), "en", "es"))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(judge(SENTENCE, "Era el hombre más orgulloso de todo el mundo.", "en", "es"))
        .isEqualTo(Check.PASSED);
  }

  @Test
  void aTextThatIsInTheTargetLanguageAlreadyStaysWithAWarning() {
    var english = "End of Project Gutenberg's Don Quijote, by Miguel de Cervantes Saavedra";
    assertThat(judge(english, english, "es", "en")).isInstanceOfSatisfying(
        Verdict.Warned.class, warned -> assertThat(warned.reason()).contains("already"));
    assertThat(judge(english, english, "en", "es")).isInstanceOf(Verdict.Refused.class);
    assertThat(judge("He said: yes.", "He said: yes.", "ja", "en")).isEqualTo(Check.PASSED);
    assertThat(judge(SENTENCE, SENTENCE, "ja", "en")).isInstanceOf(Verdict.Warned.class);
  }

  @ParameterizedTest
  @CsvSource({
      "他是世界上最骄傲的人。, zh, en", "他, zh, en", "JR東日本, ja, en", "東京タワー, ja, zh", "Дарси, ru, en",
      "他是世界上最骄傲的人。, zh, ja"})
  void lettersThatTheTargetLanguageDoesNotHaveAreRefused(String text, String from, String to) {
    assertThat(judge(text, text, from, to)).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
      "他是世界上最骄傲的人。, zh-Hans, zh-Hant, Doubted", "好。, zh-CN, zh-TW, Passed",
      "他是世界上最骄傲、最讨厌的人。人人都希望他再也不要到这里来。最反感他的人里有一位是班纳特太太。, zh-CN, zh-TW, Refused",
      "Bio je najponosniji čovek na celom svetu., sr-Latn, sr-Cyrl, Doubted",
      "Он је најпоноснији човек на свету., sr-Cyrl, sr-Latn, Doubted"})
  void inAnotherScriptOfTheSameLanguageALongerTextIsAnother(
      String text, String from, String to, String verdict) {
    assertThat(judge(text, text, from, to).getClass().getSimpleName()).isEqualTo(verdict);
  }

  @Test
  void nearlyTheSameTextInAScriptWithoutSpacesIsRefused() {
    var source = "他是世界上最骄傲、最讨厌的人，人人都希望他再也不要到这里来。";
    assertThat(judge(source, source.replace("骄傲", "驕傲"), "zh", "ja"))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(judge(source, "彼は世界で一番高慢で嫌な男で、誰もが二度とここに来ないでほしいと思った。", "zh", "ja"))
        .isEqualTo(Check.PASSED);
  }

  @Test
  void twoWordsOfTheTextAroundThemAreRefusedAndOneIsDoubted() {
    var words =
        new SourceWords(
            Stream.concat(
                IntStream.range(0, 250).mapToObj(i -> "word" + (char) ('a' + i % 26) + i / 26),
                Stream.of("a good day", "this morning", "one good morning", "splendid things",
                    "so splendid"))
                .toList());
    assertThat(judge("Good morning!", words, false)).isInstanceOf(Verdict.Refused.class);
    assertThat(judge("Splendid!", words, false)).isInstanceOf(Verdict.Doubted.class);
    assertThat(judge("Bon appétit!", words, false)).isInstanceOf(Verdict.Doubted.class);
  }

  @Test
  void aWordInASharedScriptIsDoubted() {
    assertThat(judge("東京", "東京", "ja", "zh")).isInstanceOf(Verdict.Doubted.class);
  }

  @ParameterizedTest
  @CsvSource({"en, en-GB", "zh-CN, zh_TW"})
  void aVariantOfTheSameLanguageMayBeTheSame(String from, String to) {
    assertThat(judge(SENTENCE, SENTENCE, from, to)).isEqualTo(Check.PASSED);
  }

  @Test
  void aQuotationInAThirdLanguageIsDoubtedWhereTheTextIsLongEnoughToTell() {
    assertThat(echo(LATIN)).isInstanceOf(Verdict.Refused.class);
    var text = IntStream.range(0, 200).mapToObj(i -> "word" + i + " and other" + i);
    var words = new SourceWords(Stream.concat(Stream.of(LATIN), text).toList());
    assertThat(judge(LATIN, words, false)).isInstanceOf(Verdict.Doubted.class);
    var home = "word1 other1 word2 other2 word3";
    assertThat(judge(home, words, false)).isInstanceOf(Verdict.Doubted.class);
    var again = new SourceWords(
        Stream.concat(Stream.of(home, LATIN), IntStream.range(0, 200)
            .mapToObj(i -> "word" + i
                + " and other" + i)).toList());
    assertThat(judge(home, again, false)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void aLanguageWhoseWordsAreNotKnownIsToldByTheCommonestOfTheText() {
    var words = new SourceWords(List.of("och han gick", "och hon kom", "och de log", "Anna"));
    var pair = LanguagePair.of("sv", "en");
    assertThat(new EchoCheck().judge(new Candidate("Och?", "Och?", false, pair, words)))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(new EchoCheck().judge(new Candidate("Anna", "Anna", false, pair, words)))
        .isInstanceOf(Verdict.Doubted.class);
  }

  @Test
  void aFragmentOfAFewWordsIsDoubtedAtMost() {
    var words = new SourceWords(CHAPTER);
    assertThat(judge("with him", words, true)).isInstanceOf(Verdict.Doubted.class);
    assertThat(judge(SENTENCE, words, true)).isInstanceOf(Verdict.Refused.class);
  }

  private static Verdict echo(String text) {
    return judge(text, text, "en", "es");
  }

  private static Verdict judge(String text, SourceWords words, boolean isFragment) {
    return new EchoCheck().judge(
        new Candidate(text, text, isFragment, Translations.EN_ES, words));
  }

  private static Verdict judge(String source, String target, String from, String to) {
    var words = new SourceWords(Stream.concat(CHAPTER.stream(), Stream.of(source)).toList());
    var pair = LanguagePair.of(from, to);
    return new EchoCheck().judge(new Candidate(source, target, false, pair, words));
  }
}
