package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FittingBatchTest {
  private final FittingBatch batch = new FittingBatch(16, 200, 4_000);

  @Test
  void growsToTheLargestWhileTextsAreShort() {
    batch.read(16, 16);
    assertThat(batch.size()).isEqualTo(32);
    batch.read(32, 0);
    batch.read(64, 64);
    batch.read(128, 128);
    assertThat(batch.size()).isEqualTo(200);
  }

  @Test
  void isTheSmallerTheLongerTextsAre() {
    batch.read(16, 16 * 500);
    assertThat(batch.size()).isEqualTo(8);
    batch.read(8, 8 * 1_000);
    assertThat(batch.size()).isEqualTo(4);
    batch.read(4, 4 * 100_000);
    assertThat(batch.size()).isEqualTo(1);
  }

  @Test
  void isHalvedByAFailureAndRecovers() {
    batch.failed(9);
    assertThat(batch.size()).isEqualTo(4);
    batch.read(4, 4);
    assertThat(batch.size()).isEqualTo(8);
    batch.failed(1);
    assertThat(batch.size()).isEqualTo(1);
  }
}
