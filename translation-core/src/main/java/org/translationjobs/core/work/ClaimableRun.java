package org.translationjobs.core.work;

import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;

/**
 * A run with work that is due.
 *
 * @param liveClaims
 *          how many of its work items are claimed now, by whomever
 * @param alone
 *          whether items are due that run alone ({@link Rescue#runsAlone})
 */
public record ClaimableRun(
    RunId run, JobId job, LanguagePair languages, Plan plan, int liveClaims, boolean alone) {}
