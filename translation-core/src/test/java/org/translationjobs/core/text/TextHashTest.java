package org.translationjobs.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;

class TextHashTest {
  @Test
  void fieldsAreNotConfused() {
    assertThat(TextHash.of("a", "b")).isEqualTo(TextHash.of("a", "b"));
    assertThat(TextHash.of("ab", "")).isNotEqualTo(TextHash.of("a", "b"));
    assertThat(TextHash.of("a", null)).isNotEqualTo(TextHash.of("a", ""));
  }

  @Test
  void emptyDescriptionCountsAsMissingButEmptyContentDoesNot() {
    var novel = new EntityRef(EntityType.NOVEL, UUID.randomUUID());
    var chapter = new EntityRef(EntityType.CHAPTER, UUID.randomUUID());
    assertThat(new SourceText(novel, "t", "", "1").body()).isNull();
    assertThat(new SourceText(chapter, "t", "", "1").body()).isEmpty();
  }
}
