package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.StoreId;

/**
 * A staged object of ours.
 *
 * @param needlessSince
 *          since when nobody needs it; null while it waits for its promotion
 */
record StagedRow(
    String path, StoreId store, JobId job, SubtaskId subtask, @Nullable Instant needlessSince) {}
