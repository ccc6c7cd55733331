package org.translationjobs.core.work;

import java.util.UUID;

/**
 * A worker's right to one work item: random, never used twice, and the fence by which every write of
 * a worker that lost its claim is refused.
 */
public record ClaimId(UUID value) {
  public static ClaimId random() {
    return new ClaimId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
