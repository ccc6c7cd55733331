package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final String SENTENCE = "He was the proudest man in all of the world.";
  private static final String CHAPTER =
      SENTENCE + " He was in the house of the man and it was all that he had in the world.";

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "one ⟦1⟧two⟦/1⟧ | uno dos",
      "one ⟦1⟧two⟦/1⟧ | uno ⟦1⟧dos⟦/1⟧ ⟦1⟧tres⟦/1⟧",
      "one ⟦1⟧two⟦/1⟧ | uno ⟦/1⟧dos⟦1⟧",
      "one ⟦1⟧two⟦/1⟧ | uno ⟦1⟧dos⟦/1⟧ ⟦2/⟧",
      "one ⟦1⟧two⟦/1⟧ | uno ⟦1⟧dos⟦/1⟧ ⟦",
      "⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ | ⟦1⟧x ⟦2⟧y⟦/1⟧ z⟦/2⟧",
      "a⟦1/⟧b | x⟦1⟧y"})
  void lostDoubledBrokenAndCrossedMarkersAreRefused(String source, String target) {
    assertThat(judge(source, target).refusal()).startsWith("markers: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "He ⟦1⟧was⟦/1⟧ | Era⟦1⟧⟦/1⟧ él",
      "⟦1⟧⟦2⟧He⟦/2⟧ was⟦/1⟧ | ⟦1⟧⟦2⟧ ⟦/2⟧Era⟦/1⟧",
      "He ⟦1⟧7⟦/1⟧ | Él 7⟦1⟧,⟦/1⟧"})
  void anElementThatLostItsWordsIsDoubted(String source, String target) {
    assertThat(judge(source, target).doubt()).startsWith("empty elements: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "He ⟦1⟧⟦2⟧was⟦/2⟧⟦/1⟧ he | Él ⟦1⟧⟦2⟧era⟦/2⟧⟦/1⟧ él", "He ⟦1⟧—⟦/1⟧ was | Él era ⟦1⟧ ⟦/1⟧",
      "a ⟦1/⟧ b ⟦2⟧c⟦/2⟧ | x ⟦2⟧z⟦/2⟧ ⟦1/⟧ y"})
  void elementsWithWordsAndWithoutPass(String source, String target) {
    var judgement = judge(source, target);
    assertThat(judgement.refusal() + judgement.doubt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "one text | uno <script>alert(1)</script>",
      "one text | uno <img src=x onerror=y>",
      "one text | uno <b>dos</b>",
      "one text | uno </p>",
      "one text | uno <!DOCTYPE x>",
      "one text | ve a https://evil.example/x",
      "one text | ve a www.evil.example",
      "one text | javascript:alert(1)",
      "see https://a.example | ve https://b.example",
      "one text | uno &lt;script&gt;alert(1)&lt;/script&gt;",
      "one text | uno &#60;img src=x&#x3E;",
      "one text | [uno](https://evil.example)",
      "one text | [uno](/offer)",
      "one text | [uno](javascript:alert(1))",
      "one text | JavaScript:alert(1)",
      "one text | uno javascript&colon;alert(1)",
      "one text | data:text/html;base64,PHNjcmlwdD4=",
      "one text | uno //evil.example/x",
      "one text | compra en evil-shop.com/x ya",
      "one text | mira bit.ly/x ya",
      "one text | (spam.de/offer)",
      "one text | en evil.app.",
      "one text | EVIL.COM",
      "one text | evil.de:8080/x",
      "one text | evil.de:8080&#47;&#x27e7;",
      "one text | пример.рф/x",
      "one text | xn--e1afmkfd.xn--p1ai/x",
      "one text | www.spam.de",
      "one text | me@evil.com",
      "see a.de/x | ve a.de/x y b.de/y",
      "one text | mailto:me@evil.example",
      "one text | <https://evil.example>",
      "one text | x\" onclick=\"go()"})
  void newMarkupAndAddressesAreRefused(String source, String target) {
    assertThat(judge(source, target).refusal()).startsWith("new markup: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "see https://a.example/x now. | ve https://a.example/x.",
      "see a.de/x now. | ve a.de/x, ya",
      "The end. I | El fin.Me voy.De ahí y/o no.Com él",
      "The end. I | fin.me fue",
      "Mr. and Mrs. A | Sr./Sra. A, EE.UU. y s. XIX/XX, 3.14/2, p. ej./etc.",
      "a < b and c > d | x < y y z > w",
      "use <b> here | usa <b> aquí",
      "[one](https://a.example/x) | [uno](https://a.example/x)",
      "a.b and c...d either//or 1/2 | a.b y c...d o//o 1/2",
      "use &lt;b&gt; here, AT&T | usa &lt;b&gt; aquí, AT&T",
      "well, on = off | bien, on = off"})
  void markupAndAddressesOfTheSourceMayStay(String source, String target) {
    assertThat(judge(source, target).refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uFFFDb", "a\u0000b", "a\u001Bb", "a\uD83Db", "a\uFFFEb", "a\uDC00"})
  void invalidCharactersAreRefused(String target) {
    assertThat(judge("one", target).refusal()).startsWith("invalid characters: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \u00A0\u2060"})
  void anEmptyAnswerIsRefused(String target) {
    assertThat(judge("one", target).refusal()).startsWith("empty: ");
  }

  @Test
  void anAnswerWithMoreLinesIsRefused() {
    assertThat(judge("one", "uno\ndos").refusal()).startsWith("line breaks: ");
  }

  private static Checks.Judgement judge(String source, String target) {
    var words = new SourceWords(List.of(CHAPTER));
    return Checks.judge(new Candidate(source, target, false, Translations.EN_ES, words));
  }
}
