package org.translationjobs.core.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.ClaimId;

class RelativePathTest {
  @Test
  void theGuidesFormIsLookedForAsItIsAndWithoutItsFirstPart() {
    assertThat(RelativePath.candidates("staging/job/subtask.json", "data"))
        .containsExactly("staging/job/subtask.json", "job/subtask.json");
    assertThat(RelativePath.candidates("./data/job/subtask.json", "data"))
        .containsExactly("data/job/subtask.json", "job/subtask.json");
    assertThat(RelativePath.candidates("staging/a.json", "staging")).containsExactly(
        "staging/a.json", "a.json");
    assertThat(RelativePath.candidates("job/subtask.json", "")).containsExactly("job/subtask.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../../etc/passwd", "a/../b", "a//b", "a\\b", "c:/x",
      "a/\u0000b", "staging/"})
  void whatIsNoPlainRelativePathHasNoCandidates(String path) {
    assertThat(RelativePath.candidates(path, "staging")).isEmpty();
  }

  @Test
  void onlyKeysOfOurOwnAreOfOurForm() {
    var key = StagingKey.of("prefix/deep", JobId.random(), SubtaskId.random(), ClaimId.random())
        .path();
    assertThat(RelativePath.isOwnForm(key)).isTrue();
    assertThat(RelativePath.isOwnForm(key.substring("prefix/deep/".length()))).isTrue();
    assertThat(RelativePath.isOwnForm("../" + key)).isFalse();
    assertThat(RelativePath.isOwnForm(JobId.random() + "/" + SubtaskId.random() + ".json"))
        .isFalse();
    assertThat(RelativePath.isOwnForm(key + ".tmp")).isFalse();
  }

  @Test
  void aUrlIsToldFromAPathAndARefusalIsOneLine() {
    assertThat(RelativePath.isUrl("https://a.example/x")).isTrue();
    assertThat(RelativePath.isUrl("file:/x\ny")).isTrue();
    assertThat(RelativePath.isUrl("C:x")).isFalse();
    assertThat(RelativePath.isUrl("staging/a.json")).isFalse();
    assertThat(RelativePath.refusal("a\nb", "is no path"))
        .isEqualTo("result_path 'a?b' is no path");
  }
}
