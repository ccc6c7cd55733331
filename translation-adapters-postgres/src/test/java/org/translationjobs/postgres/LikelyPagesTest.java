package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.postgres.LikelyPages.Range;

class LikelyPagesTest {
  private static final long SIZE = 10_240;
  /** Behind it are at least 8 MB, and whatever is added. */
  private static final Range TAIL = new Range(9_216, Integer.MAX_VALUE);

  private final LikelyPages likely = new LikelyPages();

  @Test
  void aTableThatIsSmallOrNotKnownIsReadAsAWhole() {
    assertThat(likely.ranges()).isEmpty();
    likely.found(2_048, List.of());
    assertThat(likely.ranges()).isEmpty();
    likely.found(2_049, List.of());
    assertThat(likely.ranges()).hasSize(1);
  }

  @Test
  void theLastPagesAreAlwaysLikely() {
    likely.found(SIZE, List.of());
    assertThat(likely.ranges()).containsExactly(TAIL);
    likely.found(SIZE, List.of(9_300L, 10_239L, 11_000L));
    assertThat(likely.ranges()).containsExactly(TAIL);
  }

  @Test
  void soAreThoseNearWhichALastJobsRowsWere() {
    likely.found(SIZE, List.of(5_000L, 5_001L));
    likely.found(SIZE, List.of(0L));
    likely.found(SIZE, List.of());
    assertThat(likely.ranges())
        .containsExactly(new Range(0, 256), new Range(4_864, 5_248), TAIL);
  }

  @Test
  void whatLiesTogetherIsReadTogether() {
    likely.found(SIZE, List.of(5_000L, 5_400L, 9_100L));
    assertThat(likely.ranges())
        .containsExactly(new Range(4_864, 5_632), new Range(8_960, Integer.MAX_VALUE));
  }

  @Test
  void olderJobsAreForgottenAndWhatIsScatteredIsNotSought() {
    likely.found(SIZE, List.of(1_000L));
    likely.found(SIZE, LongStream.range(0, SIZE).boxed().toList());
    likely.found(SIZE, List.of(5_000L));
    assertThat(likely.ranges()).containsExactly(new Range(4_864, 5_248), TAIL);
    for (var i = 0; i < 8; i++) {
      likely.found(SIZE, List.of(3_000L));
    }
    assertThat(likely.ranges()).containsExactly(new Range(2_816, 3_200), TAIL);
  }
}
