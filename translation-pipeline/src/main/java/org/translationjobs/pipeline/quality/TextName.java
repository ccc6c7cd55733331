package org.translationjobs.pipeline.quality;

import java.util.Optional;
import org.translationjobs.core.job.SubtaskId;

/**
 * Which text of a job.
 *
 * @param entityType
 *          {@code chapter}, {@code volume} or {@code novel}
 * @param volume
 *          the number of its volume, where that is needed to name it
 * @param seq
 *          its number in the volume or the job
 */
public record TextName(
    SubtaskId subtask, String entityType, Optional<Integer> volume, Optional<Integer> seq) {
  private static final String NOVEL = "novel";

  /** {@code novel}, {@code chapter 12} or {@code volume 2, chapter 12}. */
  @Override
  public String toString() {
    return entityType.equals(NOVEL) ? NOVEL : numbered();
  }

  private String numbered() {
    return volume.map(number -> "volume " + number + ", ").orElse("") + entityType
        + seq.map(number -> " " + number).orElse("");
  }
}
