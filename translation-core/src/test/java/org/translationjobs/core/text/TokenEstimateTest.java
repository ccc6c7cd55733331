package org.translationjobs.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimateTest {
  @ParameterizedTest
  @CsvSource({
      "'', 0", "a, 1", "abcdefghij, 3", "'café, déjà vu', 4", "абвгдежзий, 5", "ابجدهوزحطي, 5",
      "猫が好きです。猫が好, 10", "⟦1⟧, 3", "😀😀, 2"})
  void eachScriptHasItsRate(String text, int tokens) {
    assertThat(TokenEstimate.of(text)).isEqualTo(tokens);
  }
}
