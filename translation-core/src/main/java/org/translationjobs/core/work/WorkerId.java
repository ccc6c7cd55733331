package org.translationjobs.core.work;

import java.util.UUID;

/** One start of one worker: random, so that a restarted worker is another one. */
public record WorkerId(UUID value) {
  public static WorkerId random() {
    return new WorkerId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
