package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final Duration LONG = Duration.ofDays(1);

  @Test
  void requestsGoAtOnceUntilTheMinuteIsFull() {
    var pace = new Pace(10);
    assertThat(pace.reserve(6, at(0), LONG)).isEqualTo(new Pace.Turn(at(0), false));
    assertThat(pace.reserve(4, at(10), LONG)).isEqualTo(new Pace.Turn(at(0), false));
    assertThat(pace.reserve(1, at(20), LONG)).isEqualTo(new Pace.Turn(at(40), false));
    assertThat(pace.reserve(6, at(20), LONG)).isEqualTo(new Pace.Turn(at(50), false));
  }

  @Test
  void whoCannotWaitReservesNothing() {
    var pace = new Pace(1);
    pace.reserve(1, at(0), LONG);
    assertThat(pace.reserve(1, at(1), at(58))).isEqualTo(new Pace.Turn(at(59), true));
    assertThat(pace.reserve(1, at(1), at(59))).isEqualTo(new Pace.Turn(at(59), false));
  }

  @Test
  void moreThanAMinutesNumberIsTakenForThatNumber() {
    var pace = new Pace(5);
    assertThat(pace.reserve(50, at(0), LONG).pause()).isZero();
    assertThat(pace.reserve(50, at(0), LONG).pause()).isEqualTo(at(60));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noMinuteHasMoreThanItsNumber(long seed) {
    var random = new Random(seed);
    var pace = new Pace(20);
    var sent = new ArrayList<Duration>();
    var now = Duration.ZERO;
    for (var i = 0; i < 300; i++) {
      now = now.plusMillis(random.nextInt(12_000));
      var requests = 1 + random.nextInt(9);
      var turn = pace.reserve(requests, now, at(random.nextInt(300)));
      for (var k = 0; k < requests && !turn.isLate(); k++) {
        sent.add(now.plus(turn.pause()));
      }
    }
    assertThat(sent).hasSizeGreaterThan(300).isSorted();
    for (var k = 20; k < sent.size(); k++) {
      assertThat(sent.get(k).minus(sent.get(k - 20))).isGreaterThanOrEqualTo(at(60));
    }
  }

  @Test
  void waitsDoubleWithEachRefusalInARow() {
    var pace = new Pace(1_000);
    assertThat(pace.refused(Optional.empty(), at(0), at(1))).isEqualTo(at(5));
    assertThat(pace.refused(Optional.empty(), at(0), at(1))).as("sent together").isEqualTo(at(5));
    assertThat(pace.left(at(4))).contains(at(2));
    assertThat(pace.left(at(6))).isEmpty();
    assertThat(pace.refused(Optional.empty(), at(6), at(7))).isEqualTo(at(10));
    pace.succeeded(at(17));
    assertThat(pace.refused(Optional.of(at(3)), at(18), at(19))).isEqualTo(at(3));
    assertThat(pace.refused(Optional.empty(), at(22), at(22))).isEqualTo(at(10));
  }

  @Test
  void noWaitIsLongerThanFiveMinutes() {
    var pace = new Pace(1_000);
    for (var i = 0; i < 20; i++) {
      pace.refused(Optional.empty(), at(i * 1_000), at(i * 1_000));
    }
    assertThat(pace.left(at(19_000))).contains(Duration.ofMinutes(5));
  }

  private static Duration at(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
