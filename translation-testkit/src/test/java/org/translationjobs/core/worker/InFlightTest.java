package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final LeapingTasks tasks = new LeapingTasks();
  private final InFlight inFlight =
      new InFlight(tasks, Duration.ofSeconds(15), tasks.newSignal()::raise);
  private final Held held = WorkerScene.held(tasks.now());
  private final Held silent = WorkerScene.silent(tasks.now());

  private void add(Held... claims) {
    assertThat(inFlight.hold(List.of(claims))).isTrue();
    inFlight.ready(Stream.of(claims).map(h -> h.claim).toList(), Map.of());
  }

  @Test
  void aClaimIsHeldBeforeItIsReady() {
    assertThat(inFlight.hold(List.of(held))).isTrue();
    assertThat(inFlight.claims()).containsExactly(held.claim);
    assertThat(inFlight.beginNext(1)).isEmpty();
    inFlight.ready(List.of(held.claim), Map.of());
    assertThat(inFlight.beginNext(1)).contains(held);
  }

  @Test
  void whatWasLostOrComesAfterTheEndIsNeverReady() {
    assertThat(inFlight.hold(List.of(held))).isTrue();
    assertThat(inFlight.lose(List.of(held.claim.id()))).containsExactly(held);
    inFlight.ready(List.of(held.claim), Map.of());
    assertThat(inFlight.beginNext(1)).isEmpty();
    inFlight.close();
    assertThat(inFlight.hold(List.of(silent))).isFalse();
    assertThat(inFlight.claims()).containsExactly(held.claim, silent.claim);
  }

  @Test
  void aClaimThatIsRunningIsReportedLostOnce() {
    add(held);
    assertThat(inFlight.beginNext(1)).contains(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).containsExactly(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).isEmpty();
    assertThat(inFlight.isLost(held)).isTrue();
  }

  @Test
  void aClaimThatIsBeingWrittenDownIsNotReportedLost() {
    add(held);
    assertThat(inFlight.beginNext(1)).contains(held);
    inFlight.reporting(held);
    assertThat(inFlight.lose(List.of(held.claim.id()))).isEmpty();
    assertThat(inFlight.isLost(held)).isFalse();
    assertThat(inFlight.claims()).containsExactly(held.claim);
  }

  @Test
  void aSilentClaimIsToBeShownWhenItHasBeenRunningForTooLong() throws InterruptedException {
    var second = Duration.ofSeconds(1);
    add(silent, held);
    tasks.sleep(second);
    assertThat(inFlight.silentFor(second)).as("only waits").isEmpty();
    assertThat(inFlight.beginNext(2)).contains(silent);
    assertThat(inFlight.beginNext(2)).contains(held);
    assertThat(inFlight.silentFor(second)).isEmpty();
    tasks.sleep(second);
    assertThat(inFlight.silentFor(second)).containsExactly(silent.claim);
    inFlight.shown(List.of(silent.claim.id()));
    assertThat(inFlight.silentFor(second)).isEmpty();
  }

  @Test
  void aSilentClaimThatIsLostIsNotToBeShown() throws InterruptedException {
    add(silent);
    assertThat(inFlight.beginNext(1)).contains(silent);
    tasks.sleep(Duration.ofSeconds(2));
    assertThat(inFlight.lose(List.of(silent.claim.id()))).containsExactly(silent);
    assertThat(inFlight.silentFor(Duration.ofSeconds(1))).isEmpty();
  }
}
