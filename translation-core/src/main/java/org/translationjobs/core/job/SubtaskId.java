package org.translationjobs.core.job;

import java.util.UUID;

/** Identifies a row of `translation_subtasks`. */
public record SubtaskId(UUID value) {
  public static SubtaskId random() {
    return new SubtaskId(UUID.randomUUID());
  }

  /**
   * Reads the usual text form.
   *
   * @throws IllegalArgumentException naming the text when it is not a UUID
   */
  public static SubtaskId parse(String text) {
    return new SubtaskId(Uuids.parse(text, "subtask id"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
