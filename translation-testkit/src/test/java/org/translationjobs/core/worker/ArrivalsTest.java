package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.worker.Arrivals.Begun;

class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();
  private final Held held = WorkerScene.silent(Duration.ZERO);
  private final Begun begun = new Begun(
      new Activated.Started(held.claim.item().run(), 1, 3, 3, List.of(held.claim)), Duration.ZERO);

  @Test
  void roomIsReservedUntilWhatArrivesIsHeld() {
    assertThat(arrivals.reserve(16)).isTrue();
    assertThat(arrivals.reserved()).isEqualTo(16);
    arrivals.arrive(16, Optional.of(begun));
    assertThat(arrivals.reserved()).isEqualTo(1);
    assertThat(arrivals.take()).containsExactly(begun);
    assertThat(arrivals.take()).isEmpty();
    assertThat(arrivals.reserved()).isEqualTo(1);
    arrivals.held(1);
    assertThat(arrivals.reserved()).isZero();
  }

  @Test
  void aReservationOfWhichNothingCameIsOver() {
    assertThat(arrivals.reserve(16)).isTrue();
    arrivals.arrive(16, Optional.empty());
    assertThat(arrivals.reserved()).isZero();
    assertThat(arrivals.take()).isEmpty();
  }

  @Test
  void whatIsClosedReservesNothingAndIsEmptyWhenAllHasArrived() {
    assertThat(arrivals.reserve(16)).isTrue();
    assertThat(arrivals.close()).as("one is on its way").isFalse();
    assertThat(arrivals.reserve(1)).isFalse();
    arrivals.arrive(16, Optional.empty());
    assertThat(arrivals.close()).isTrue();
    arrivals.open();
    assertThat(arrivals.reserve(1)).isTrue();
  }
}
