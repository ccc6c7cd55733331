package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DegenerationTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abc", "哈", " ", "no ", " ha ho", "I do not know why. "})
  void fiftyTimesIsTooMuch(String unit) {
    assertThat(new Degeneration("").isReachedBy("Well:" + unit.repeat(49) + "xyz")).isFalse();
    assertThat(new Degeneration("").isReachedBy("Well:" + unit.repeat(50))).isTrue();
  }

  @Test
  void itIsSeenHoweverTheAnswerIsCutIntoParts() {
    var degeneration = new Degeneration("source");
    var reached = 0;
    for (var i = 1; i <= 200 && reached == 0; i++) {
      if (degeneration.isReachedBy(i % 2 == 0 ? "b" : "a")) {
        reached = i;
      }
    }
    assertThat(reached).isEqualTo(100);
  }

  @Test
  void aSourceMayRepeatItself() {
    var source = "Aargh" + "h".repeat(40);
    assertThat(new Degeneration(source).isReachedBy("Aargh" + "h".repeat(60))).isFalse();
    assertThat(new Degeneration(source).isReachedBy("Aargh" + "h".repeat(100))).isTrue();
  }

  @Test
  void proseIsFine() {
    var prose = "It is a truth universally acknowledged, that a man… ".repeat(200);
    assertThat(new Degeneration("").isReachedBy(prose)).isFalse();
  }
}
