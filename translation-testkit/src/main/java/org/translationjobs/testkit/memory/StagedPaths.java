package org.translationjobs.testkit.memory;

import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;

/** Under which path a claim stages its result. */
final class StagedPaths {
  private StagedPaths() {}

  static String of(@Nullable String prefix, ItemRow item, ClaimId claim) {
    return StagingKey.of(prefix, item.run.job, item.subtask.id, claim).path();
  }
}
