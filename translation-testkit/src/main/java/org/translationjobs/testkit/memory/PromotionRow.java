package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.RunId;

/**
 * An entry of the ledger of promotions.
 *
 * @param rows
 *          subtasks that it covered
 */
record PromotionRow(RunId run, JobId job, int rows, Instant at) {}
