package org.translationjobs.runtime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.pipeline.quality.TextName;

/**
 * The texts of a job in the order in which a reader comes to them: the novel's, then volume by
 * volume. A job's own order mixes the chapters of volumes that all begin with a chapter 1.
 */
final class NovelOrder {
  private static final String VOLUME = "volume";
  private static final String CHAPTER = "chapter";

  private final Map<UUID, Integer> volumes = new HashMap<>();
  private final List<SubtaskView> subtasks;

  NovelOrder(List<SubtaskView> jobOrder) {
    for (var subtask : jobOrder) {
      if (subtask.entityType().equals(VOLUME)) {
        subtask.seq().ifPresent(seq -> volumes.put(subtask.entityId(), seq));
      }
    }
    // stable: what has no number stays where the job has it
    subtasks = jobOrder.stream().sorted(Comparator.comparingInt(this::rank)).toList();
  }

  List<SubtaskView> subtasks() {
    return subtasks;
  }

  TextName name(SubtaskView subtask) {
    var isAmbiguous = subtask.entityType().equals(CHAPTER) && volumes.size() > 1;
    return new TextName(
        subtask.id(), subtask.entityType(), isAmbiguous ? volume(subtask) : Optional.empty(),
        subtask.seq());
  }

  private Optional<Integer> volume(SubtaskView subtask) {
    return subtask.volume().map(volumes::get);
  }

  private int rank(SubtaskView subtask) {
    return subtask.entityType().equals(VOLUME) || subtask.entityType().equals(CHAPTER)
        ? volume(subtask).orElse(Integer.MAX_VALUE)
        : Integer.MIN_VALUE;
  }
}
