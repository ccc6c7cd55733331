package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.WorkItem;

class NovelOrderTest {
  private static final UUID ONE = new UUID(3, 1);
  private static final UUID TWO = new UUID(3, 2);

  private static SubtaskView subtask(String type, @Nullable UUID volume, @Nullable Integer seq) {
    return new SubtaskView(
        SubtaskId.random(), type,
        type.equals("volume") && volume != null ? volume : UUID.randomUUID(),
        Optional.ofNullable(volume), Optional.ofNullable(seq), 0, "DONE", Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), WorkItem.Counts.ZERO,
        Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false,
        Optional.empty());
  }

  private static List<String> names(SubtaskView... subtasks) {
    var order = new NovelOrder(List.of(subtasks));
    return order.subtasks().stream().map(subtask -> order.name(subtask).toString()).toList();
  }

  @Test
  void chaptersComeVolumeByVolume() {
    assertThat(
        names(
            subtask("novel", null, 0), subtask("volume", ONE, 1), subtask("volume", TWO, 2),
            subtask("chapter", TWO, 1), subtask("chapter", ONE, 1), subtask("chapter", ONE, 2),
            subtask("chapter", TWO, 2)))
        .containsExactly(
            "novel", "volume 1", "volume 1, chapter 1", "volume 1, chapter 2", "volume 2",
            "volume 2, chapter 1", "volume 2, chapter 2");
  }

  @Test
  void oneVolumeNeedsNoName() {
    assertThat(names(subtask("volume", ONE, 1), subtask("chapter", ONE, 1)))
        .containsExactly("volume 1", "chapter 1");
  }

  @Test
  void whatHasNoVolumeStaysInTheOrderOfTheJob() {
    assertThat(
        names(
            subtask("chapter", null, 2), subtask("chapter", ONE, 1),
            subtask("chapter", null, null)))
        .containsExactly("chapter 2", "chapter 1", "chapter");
  }
}
