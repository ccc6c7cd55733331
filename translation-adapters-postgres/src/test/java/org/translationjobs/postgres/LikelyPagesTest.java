package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.JobId;
import org.translationjobs.postgres.LikelyPages.Range;

class LikelyPagesTest {
  private static final long SIZE = 10_240;
  /** Behind it are at least 8 MB, and whatever is added. */
  private static final Range TAIL = new Range(9_216, Integer.MAX_VALUE);

  private final LikelyPages likely = new LikelyPages();

  private void found(List<Long> pages) {
    likely.size(SIZE);
    likely.found(JobId.random(), pages);
  }

  @Test
  void aTableThatIsSmallOrNotKnownIsReadAsAWhole() {
    assertThat(likely.ranges()).isEmpty();
    likely.size(2_048);
    assertThat(likely.ranges()).isEmpty();
    likely.size(2_049);
    assertThat(likely.ranges()).hasSize(1);
  }

  @Test
  void theLastPagesAreAlwaysLikely() {
    likely.size(SIZE);
    assertThat(likely.ranges()).containsExactly(TAIL);
    found(List.of(9_300L, 10_239L, 11_000L));
    assertThat(likely.ranges()).containsExactly(TAIL);
  }

  @Test
  void soAreThoseNearWhichALastJobsRowsWere() {
    found(List.of(5_000L, 5_001L));
    found(List.of(0L));
    found(List.of());
    assertThat(likely.ranges())
        .containsExactly(new Range(0, 64), new Range(4_960, 5_056), TAIL);
  }

  @Test
  void whatLiesTogetherIsReadTogether() {
    found(List.of(5_000L, 5_090L, 9_180L));
    assertThat(likely.ranges())
        .containsExactly(new Range(4_960, 5_152), new Range(9_120, Integer.MAX_VALUE));
  }

  @Test
  void olderJobsAreForgottenAndWhatIsScatteredIsNotSought() {
    found(List.of(1_000L));
    found(LongStream.range(0, SIZE).boxed().toList());
    found(List.of(5_000L));
    assertThat(likely.ranges())
        .containsExactly(new Range(960, 1_056), new Range(4_960, 5_056), TAIL);
    for (var i = 0; i < 8; i++) {
      found(List.of(3_000L));
    }
    assertThat(likely.ranges()).containsExactly(new Range(2_944, 3_040), TAIL);
  }

  @Test
  void aJobThatIsLookedAtAgainAndAgainCountsOnce() {
    var again = JobId.random();
    found(List.of(5_000L));
    for (var i = 0; i < 8; i++) {
      likely.found(again, List.of(1_000L));
    }
    assertThat(likely.ranges())
        .containsExactly(new Range(960, 1_056), new Range(4_960, 5_056), TAIL);
  }
}
