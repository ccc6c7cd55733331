package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final LeapingTasks tasks = new LeapingTasks();
  private final InFlight inFlight =
      new InFlight(tasks, Duration.ofSeconds(15), tasks.newSignal());
  private final Held held = WorkerScene.held(tasks.now());

  @Test
  void aClaimThatIsRunningIsReportedLostOnce() {
    inFlight.add(List.of(held));
    assertThat(inFlight.beginNext(1)).contains(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).containsExactly(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).isEmpty();
    assertThat(inFlight.isLost(held)).isTrue();
  }

  @Test
  void aClaimThatIsBeingWrittenDownIsNotReportedLost() {
    inFlight.add(List.of(held));
    assertThat(inFlight.beginNext(1)).contains(held);
    inFlight.reporting(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).isEmpty();
    assertThat(inFlight.isLost(held)).isFalse();
    assertThat(inFlight.claims()).containsExactly(held.claim);
  }
}
