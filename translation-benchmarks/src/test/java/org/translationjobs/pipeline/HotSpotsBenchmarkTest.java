package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is measured does what it should. */
class HotSpotsBenchmarkTest {
  private final HotSpotsBenchmark spots = new HotSpotsBenchmark();

  @Test
  void everyTargetIsAcceptedAndPutIn() {
    assertThat(spots.segments()).isGreaterThan(10);
    assertThat(spots.checks()).isEqualTo(spots.segments());
    assertThat(spots.reassembly()).isGreaterThan(12_000);
  }

  @Test
  void termsAreFound() {
    assertThat(spots.glossary300()).isGreaterThan(100);
  }
}
