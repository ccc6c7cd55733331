package org.translationjobs.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void progressIsFlooredAndCapped() {
    assertThat(new Progress(0, 0).percent()).isZero();
    assertThat(new Progress(2, 3).percent()).isEqualTo(66);
    assertThat(new Progress(999, 1000).percent()).isEqualTo(99);
    assertThat(new Progress(3, 2).percent()).isEqualTo(100);
    assertThat(new Progress(Integer.MAX_VALUE, Integer.MAX_VALUE).percent()).isEqualTo(100);
  }

  @Test
  void jobIdAcceptsOnlyWholeUuids() {
    assertThat(JobId.parse(" 123e4567-e89b-12d3-a456-426614174000 "))
        .hasToString("123e4567-e89b-12d3-a456-426614174000");
    assertThatThrownBy(() -> JobId.parse("1-1-1-1-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a job id (a UUID): '1-1-1-1-1'");
  }

  @Test
  void languagesAreTheSameWhateverTheirCase() {
    assertThat(LanguagePair.of("pt-BR", "PT-br").sameLanguage()).isTrue();
    assertThat(LanguagePair.of("en", "en-GB").sameLanguage()).isFalse();
  }

  @Test
  void unknownValuesAreNotOurs() {
    assertThat(JobStatus.fromColumn("ARCHIVED")).isEmpty();
    assertThat(SubtaskStatus.fromColumn("done")).isEmpty();
    assertThat(EntityType.fromColumn("poem")).isEmpty();
  }
}
