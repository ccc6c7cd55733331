package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.SourceTexts;

/** What every {@link SourceTexts} must do. A text that is missing fails its test as a null. */
@NullUnmarked
public interface SourceTextsContract {
  DatabaseUnderTest database();

  @Test
  default void textsOfAllKindsAreReadAtOnce() {
    var scene = Scene.pendingJob(database(), 2);
    var novel = Scene.novelRef(scene.novel);
    database().writeText(novel, "en", "Novel", "About");
    database().writeText(scene.volume, "en", "Volume", null);
    var all = List.of(novel, scene.volume, scene.chapters.get(0), scene.chapters.get(1));
    var texts = database().sourceTexts().read(all, "en");
    assertThat(texts).hasSize(4);
    assertThat(text(texts, novel).body()).isEqualTo("About");
    assertThat(text(texts, scene.volume).body()).isNull();
    assertThat(text(texts, scene.chapters.get(1)).title()).isEqualTo("Title 2");
    assertThat(database().sourceTexts().read(List.of(), "en")).isEmpty();
  }

  @Test
  default void whatHasNoTextInTheLanguageIsMissing() {
    var scene = Scene.pendingJob(database(), 1);
    var unknown = new EntityRef(EntityType.CHAPTER, UUID.randomUUID());
    assertThat(database().sourceTexts().read(List.of(scene.chapters.get(0), unknown), "fr"))
        .isEmpty();
    assertThat(database().sourceTexts().read(List.of(scene.chapters.get(0)), "EN")).isEmpty();
  }

  @Test
  default void anEmptyDescriptionCountsAsMissingAndAnEmptyContentDoesNot() {
    var scene = Scene.pendingJob(database(), 1);
    database().writeText(scene.volume, "en", "Volume", "");
    database().writeText(scene.chapters.get(0), "en", "One", "");
    var texts = database().sourceTexts()
        .read(List.of(scene.volume, scene.chapters.get(0)), "en");
    assertThat(text(texts, scene.volume).body()).isNull();
    assertThat(text(texts, scene.chapters.get(0)).body()).isEmpty();
  }

  @Test
  default void theVersionTellsWhetherARowWasWritten() {
    var scene = Scene.pendingJob(database(), 1);
    var chapter = scene.chapters.get(0);
    var first = read(chapter);
    assertThat(read(chapter))
        .isEqualTo(first);
    database().writeText(chapter, "en", first.title(), first.body());
    var second = read(chapter);
    assertThat(second.version()).isNotEqualTo(first.version());
    assertThat(second.hash()).isEqualTo(first.hash());
  }

  private SourceText read(EntityRef entity) {
    return text(database().sourceTexts().read(List.of(entity), "en"), entity);
  }

  private static SourceText text(Map<EntityRef, SourceText> texts, EntityRef entity) {
    return Objects.requireNonNull(texts.get(entity), entity.toString());
  }
}
