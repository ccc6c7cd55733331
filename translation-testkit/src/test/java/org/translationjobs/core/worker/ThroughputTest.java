package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private final Throughput throughput = new Throughput(Duration.ZERO);

  private void finish(int count, Duration took) {
    finish(Duration.ofSeconds(1), count, took);
  }

  private void finish(Duration now, int count, Duration took) {
    for (var i = 0; i < count; i++) {
      throughput.finished(now, took);
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

  @Test
  void whatWaitsIsConsumedWithinASecondAndOfQuickOnesNeverMoreThan512() {
    finish(30, Duration.ofMillis(5));
    assertThat(throughput.ahead(Duration.ofMillis(1_250), 1)).isBetween(51, 60);
    for (var i = 0; i < 1_000; i++) {
      throughput.finished(Duration.ofMillis(1_250), Duration.ofMillis(5));
    }
    assertThat(throughput.ahead(Duration.ofMillis(1_500), 8)).isEqualTo(512);
  }

  @Test
  void afterAPauseTwiceAsManyWaitAsWereJustFinishedAndForAQuarterOfASecond() {
    finish(30, Duration.ofMillis(5));
    var later = Duration.ofSeconds(60);
    assertThat(throughput.ahead(later, 16)).isZero();
    finish(later, 16, Duration.ofMillis(5));
    assertThat(throughput.ahead(later, 16)).isEqualTo(32);
    finish(later, 184, Duration.ofMillis(5));
    assertThat(throughput.ahead(later, 16)).isEqualTo(400);
    assertThat(throughput.ahead(later, 4)).isEqualTo(200);
    assertThat(throughput.ahead(later.plusSeconds(2), 4)).isLessThan(100);
    assertThat(throughput.ahead(later.plusSeconds(60), 16)).isZero();
  }

  @Test
  void fewSlowOnesWaitThatFollowQuickOnes() {
    finish(16, Duration.ofMillis(2));
    finish(1, Duration.ofSeconds(20));
    assertThat(throughput.ahead(Duration.ofSeconds(30), 16)).isZero();
  }

  @Test
  void whereOneTakesItsTimeNoMoreWaitThanThereAreSlotsOr16() {
    finish(100_000, Duration.ofMillis(200));
    assertThat(throughput.ahead(Duration.ofMillis(1_250), 4)).isEqualTo(16);
    assertThat(throughput.ahead(Duration.ofMillis(1_250), 20)).isEqualTo(20);
    assertThat(throughput.ahead(Duration.ofMillis(1_250), 1_000)).isEqualTo(1_000);
    assertThat(throughput.ahead(Duration.ofSeconds(60), 8)).isZero();
  }
}
