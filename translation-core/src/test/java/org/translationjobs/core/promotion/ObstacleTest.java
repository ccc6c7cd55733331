package org.translationjobs.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.Obstacle.Decision;

class ObstacleTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void damagedObjectIsLookedForAgainForAMinuteThenTranslatedAgainAtMostTwice() {
    var damaged = new Obstacle.Damaged(SubtaskId.random(), "missing");
    assertThat(Obstacle.decide(damaged, 0, Duration.ofSeconds(59)))
        .isInstanceOf(Decision.LookAgain.class);
    assertThat(Obstacle.decide(damaged, 0, LONG)).isEqualTo(new Decision.TranslateAgain());
    assertThat(Obstacle.decide(damaged, 1, LONG)).isEqualTo(new Decision.TranslateAgain());
    assertThat(Obstacle.decide(damaged, 2, LONG)).isInstanceOf(Decision.Fail.class);
  }

  @Test
  void changedSourceIsTranslatedAgainAtOnceAndBounded() {
    var changed = new Obstacle.SourceChanged(SubtaskId.random(), "changed");
    assertThat(Obstacle.decide(changed, 0, Duration.ZERO))
        .isEqualTo(new Decision.TranslateAgain());
    assertThat(Obstacle.decide(changed, 2, Duration.ZERO)).isInstanceOf(Decision.Fail.class);
  }

  @Test
  void refusedRowFailsAtOnce() {
    var refused = new Obstacle.RowRefused(SubtaskId.random(), "title too long");
    assertThat(Obstacle.decide(refused, 0, Duration.ZERO))
        .isEqualTo(new Decision.Fail("title too long"));
  }
}
