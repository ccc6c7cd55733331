package org.translationjobs.core.job;

import java.util.UUID;

/** Identifies a row of `translation_jobs`. */
public record JobId(UUID value) {
  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  /**
   * Reads the usual text form.
   *
   * @throws IllegalArgumentException naming the text when it is not a UUID
   */
  public static JobId parse(String text) {
    return new JobId(Uuids.parse(text, "job id"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
