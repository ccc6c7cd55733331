package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.translationjobs.core.diagnosis.Finding;

class TimedCheckTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void whatIsFoundIsTold() {
    var found = Finding.ok("disk", "it turns");
    assertThat(new TimedCheck("disk", "see it", LONG, () -> List.of(found)).findings())
        .containsExactly(found);
  }

  @Test
  void whatIsThrownIsAFinding() {
    var check = new TimedCheck("disk", "see it", LONG, () -> {
      throw new IllegalStateException("scratched");
    });
    assertThat(check.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
      assertThat(finding.message()).contains("scratched");
    });
  }

  @Test
  @Timeout(60)
  void anErrorIsAFindingAtOnce() {
    var check = new TimedCheck("disk", "see it", LONG, () -> {
      throw new NoClassDefFoundError("Disk");
    });
    assertThat(check.findings()).containsExactly(
        Finding.error(
            "disk", "the check broke off: java.lang.NoClassDefFoundError: Disk", "see it"));
  }

  @Test
  void whatHangsIsNotWaitedFor() {
    var end = new CountDownLatch(1);
    var check = new TimedCheck("disk", "see it", Duration.ofSeconds(1), () -> {
      await(end);
      return List.of();
    });
    assertThat(check.findings())
        .containsExactly(Finding.error("disk", "no answer within 1 seconds", "see it"));
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
