package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private final Throughput throughput = new Throughput(Duration.ZERO);

  private void finish(int count, Duration took) {
    for (var i = 0; i < count; i++) {
      throughput.finished(Duration.ofSeconds(1), took);
    }
  }

  @Test
  void whatIsNotKnownYetIsNotTakenToBeQuick() {
    assertThat(throughput.isQuick()).isFalse();
    finish(1, Duration.ofMillis(5));
    assertThat(throughput.isQuick()).isTrue();
  }

  @Test
  void whatWasFinishedLongAgoCountsNoMore() {
    for (var i = 0; i < 100; i++) {
      throughput.finished(Duration.ofMillis(10L * i), Duration.ofMillis(5));
    }
    assertThat(throughput.perSecond(Duration.ofSeconds(1))).isBetween(50.0, 110.0);
    assertThat(throughput.perSecond(Duration.ofSeconds(4))).isLessThan(40);
    assertThat(throughput.perSecond(Duration.ofSeconds(8))).isLessThan(1);
  }

  @Test
  void oneThatTakesLongerAmongManyChangesLittle() {
    finish(20, Duration.ofMillis(5));
    finish(1, Duration.ofMillis(500));
    assertThat(throughput.isQuick()).isTrue();
    finish(20, Duration.ofMillis(500));
    assertThat(throughput.isQuick()).isFalse();
    finish(50, Duration.ofMillis(5));
    assertThat(throughput.isQuick()).isTrue();
  }
}
