package org.translationjobs.core.job;

import java.util.Arrays;
import java.util.Optional;

/** The values of {@code translation_subtasks.status} that are ours to act on. */
public enum SubtaskStatus {
  PENDING, IN_PROGRESS, DONE, FAILED;

  /** Empty for a value that belongs to someone else; such a subtask is left alone. */
  public static Optional<SubtaskStatus> fromColumn(String value) {
    return Arrays.stream(values()).filter(s -> s.name().equals(value)).findFirst();
  }
}
