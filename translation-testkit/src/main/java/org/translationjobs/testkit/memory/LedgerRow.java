package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.text.TextHash;

/** Which job promoted a production row last, and what it wrote there. */
record LedgerRow(JobId job, Instant jobCreatedAt, long jobNo, TextHash written) {}
