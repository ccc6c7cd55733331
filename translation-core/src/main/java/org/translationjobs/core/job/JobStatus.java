package org.translationjobs.core.job;

import java.util.Arrays;
import java.util.Optional;

/** The values of {@code translation_jobs.status} that are ours to act on. */
public enum JobStatus {
  PENDING, IN_PROGRESS, COMPLETED, FAILED, CANCELLED;

  /** Empty for a value that belongs to someone else; such a job is left alone. */
  public static Optional<JobStatus> fromColumn(String value) {
    return Arrays.stream(values()).filter(s -> s.name().equals(value)).findFirst();
  }

  /** Whether a job with this status has come to an end. */
  public boolean isEnd() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED -> true;
      case PENDING, IN_PROGRESS -> false;
    };
  }
}
