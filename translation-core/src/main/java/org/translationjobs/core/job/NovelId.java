package org.translationjobs.core.job;

import java.util.UUID;

/** Identifies a novel of the site. */
public record NovelId(UUID value) {
  /**
   * Reads the usual text form.
   *
   * @throws IllegalArgumentException naming the text when it is not a UUID
   */
  public static NovelId parse(String text) {
    return new NovelId(Uuids.parse(text, "novel id"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
