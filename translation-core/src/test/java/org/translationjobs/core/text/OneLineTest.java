package org.translationjobs.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void lineBreaksAndTabsAreSpacesAndOtherControlsAreShown() {
    assertThat(OneLine.of(" one\r\n\ttwo\u2028three\u0085four \n")).isEqualTo("one two three four");
    assertThat(OneLine.of("a\u001b[31mred\0")).isEqualTo("a�[31mred�");
    assertThat(OneLine.of("\n")).isEmpty();
  }

  @Test
  void aLongLineIsCutBesideASurrogatePair() {
    assertThat(OneLine.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(OneLine.of("abc\ndef", 5)).isEqualTo("abc d…");
    assertThat(OneLine.of("abc\uD83D\uDE00def", 4)).isEqualTo("abc…");
  }
}
