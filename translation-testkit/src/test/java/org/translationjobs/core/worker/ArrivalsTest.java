package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.worker.Arrivals.Begun;

class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();
  private final Held held = WorkerScene.silent(Duration.ZERO);
  private final Begun begun = new Begun(
      new Activated.Started(held.claim.item().run(), 1, 3, 3, List.of(held.claim)), Duration.ZERO);

  @Test
  void whatArrivesIsTakenOnce() {
    arrivals.arrive(begun);
    assertThat(arrivals.take()).containsExactly(begun);
    assertThat(arrivals.take()).isEmpty();
    assertThat(begun.hasMore()).isTrue();
  }

  @Test
  void roomIsReservedUntilItIsReleased() {
    arrivals.reserve(16);
    arrivals.reserve(2);
    assertThat(arrivals.reserved()).isEqualTo(18);
    arrivals.release(16);
    assertThat(arrivals.reserved()).isEqualTo(2);
  }

  @Test
  void whatIsClosedMayBeOpenedAgainUntilItIsStopped() {
    assertThat(arrivals.isOpen()).isTrue();
    arrivals.close();
    assertThat(arrivals.isOpen()).isFalse();
    arrivals.open();
    assertThat(arrivals.isOpen()).isTrue();
    arrivals.stop();
    arrivals.open();
    assertThat(arrivals.isOpen()).isFalse();
  }
}
