package org.translationjobs.core.run;

import java.util.UUID;

/** Identifies a run. */
public record RunId(UUID value) {
  public static RunId random() {
    return new RunId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
