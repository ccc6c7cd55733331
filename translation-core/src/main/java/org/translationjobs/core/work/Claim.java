package org.translationjobs.core.work;

import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;

/**
 * A work item that this worker holds until its lease ends, with all that is needed to translate it.
 *
 * @param stagingPrefix
 *          the job's {@code staging_prefix}
 */
public record Claim(
    ClaimId id,
    WorkItem item,
    NovelId novel,
    LanguagePair languages,
    Plan plan,
    @Nullable String stagingPrefix) {}
