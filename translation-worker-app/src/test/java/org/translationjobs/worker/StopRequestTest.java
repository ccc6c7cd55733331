package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRequestTest {
  @Test
  void theFirstSignalAsksAndTheSecondEndsAtOnce() throws InterruptedException {
    List<Integer> halted = new ArrayList<>();
    var stop = new StopRequest(halted::add);
    assertThat(stop.isAsked()).isFalse();
    stop.onSignal(15);
    stop.await();
    assertThat(halted).isEmpty();
    stop.onSignal(15);
    stop.onSignal(2);
    assertThat(halted).containsExactly(143, 130);
  }
}
