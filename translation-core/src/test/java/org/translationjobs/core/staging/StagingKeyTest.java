package org.translationjobs.core.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.ClaimId;

class StagingKeyTest {
  private final JobId job = JobId.random();
  private final SubtaskId subtask = SubtaskId.random();
  private final ClaimId claim = ClaimId.random();

  @Test
  void keyContainsTheClaimAndThePrefix() {
    var key = job + "/" + subtask + "." + claim + ".json";
    assertThat(StagingKey.of(null, job, subtask, claim).path()).isEqualTo(key);
    assertThat(StagingKey.of(" ", job, subtask, claim).path()).isEqualTo(key);
    assertThat(StagingKey.of("/novels/a/", job, subtask, claim).path())
        .isEqualTo("novels/a/" + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "a\\b", "c:/x", "a//b", "./a", "a\u0000b"})
  void prefixThatLeadsElsewhereIsLeftOut(String prefix) {
    assertThat(StagingKey.of(prefix, job, subtask, claim).path()).startsWith(job.toString());
    assertThatThrownBy(() -> new StagingKey(prefix + "/x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
