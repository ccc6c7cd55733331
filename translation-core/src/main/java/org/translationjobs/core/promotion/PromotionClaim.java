package org.translationjobs.core.promotion;

import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkerId;

/** A worker's right to promote one run: the fence of everything that the promotion writes. */
public record PromotionClaim(
    ClaimId id, WorkerId worker, RunId run, JobId job, LanguagePair languages, Plan plan) {}
