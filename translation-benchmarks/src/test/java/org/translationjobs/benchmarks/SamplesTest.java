package org.translationjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void theMedianIsTheOneInTheMiddle() {
    assertThat(Samples.of(3, 1, 2).median()).isEqualTo(2);
    assertThat(Samples.of(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  @Test
  void aPercentileIsAMeasuredValue() {
    var hundred = new Samples(IntStream.rangeClosed(1, 100)
        .mapToObj(i -> (double) i)
        .toList());
    assertThat(hundred.percentile(0.99)).isEqualTo(99);
    assertThat(hundred.percentile(1)).isEqualTo(100);
    assertThat(Samples.of(7).percentile(0.5)).isEqualTo(7);
  }

  @Test
  void aRatioIsTakenRoundByRound() {
    var ratio = Line.ratio(
        "a / b", Goal.atLeast(1.5), Samples.of(2, 20, 9), "b", Samples.of(1, 10, 9), "/s");
    assertThat(ratio.samples().values()).containsExactly(2.0, 2.0, 1.0);
    assertThat(ratio.isReached()).isTrue();
    assertThatThrownBy(() -> Samples.of(1).over(Samples.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goalsHaveADirection() {
    assertThat(Goal.atMost(2).isReachedBy(2.1)).isFalse();
    assertThat(Goal.atMost(2).isReachedBy(2)).isTrue();
    assertThat(Goal.atLeast(2).isReachedBy(1.9)).isFalse();
  }

  @Test
  void numbersShowWhatCounts() {
    assertThat(List.of(12_345.6, 12.34, 1.234, 0.0123))
        .extracting(Samples::number)
        .containsExactly("12,346", "12.3", "1.23", "0.012");
  }
}
