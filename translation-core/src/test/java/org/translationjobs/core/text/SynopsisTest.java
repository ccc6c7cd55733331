package org.translationjobs.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SynopsisTest {
  @Test
  void aShortDescriptionIsOneLineWithoutMarkup() {
    assertThat(Synopsis.of(null, "en")).isEmpty();
    assertThat(Synopsis.of(" \n ", "en")).isEmpty();
    assertThat(
        Synopsis.of(
            "<p>Two <em class=\"x\">sisters</em> &amp; Mr.&nbsp;Darcy.</p>\n<!-- note --><p>3 < 4"
                + " &#62; &#x2014; &#xD800; end</p>",
            "en"))
        .startsWith("Two sisters & Mr. Darcy. 3 < 4 > —")
        .endsWith("end");
  }

  @Test
  void aLongOneEndsWithASentence() {
    var sentence = "Mr. Bennet had five daughters and no son at all. ";
    var synopsis = Synopsis.of(sentence.repeat(40), "en");
    assertThat(synopsis)
        .hasSizeBetween(Synopsis.LONGEST / 2, Synopsis.LONGEST)
        .startsWith("Mr. Bennet")
        .endsWith("no son at all.");
    assertThat(Synopsis.of("彼女は東京へ行った。".repeat(200), "ja"))
        .hasSize(Synopsis.LONGEST)
        .endsWith("行った。");
  }

  @Test
  void withoutSentencesItEndsBehindAWord() {
    assertThat(Synopsis.of("daughters ".repeat(300), "en"))
        .hasSizeLessThanOrEqualTo(Synopsis.LONGEST)
        .endsWith("daughters…");
    assertThat(Synopsis.of("a" + "😀".repeat(2_000), "en"))
        .hasSizeLessThanOrEqualTo(Synopsis.LONGEST)
        .endsWith("😀…");
  }

  @Test
  void theSameDescriptionAlwaysGivesTheSame() {
    var text = "One sentence here. Another one, longer than that! ".repeat(60);
    assertThat(Synopsis.of(text, "en_GB")).isEqualTo(Synopsis.of(text, "en-GB"));
  }
}
