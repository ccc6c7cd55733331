package org.translationjobs.core.work;

import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;

/**
 * A person's translation of a subtask that is staged and waits to be referenced.
 *
 * @param id
 *          made for this text; its staging key contains it as a claim's does
 * @param store
 *          where the caller stages, also when the result lies in the subtask's row
 * @param sourceHash
 *          of the source text as it was when the text was provided
 * @param sourceVersion
 *          {@link org.translationjobs.core.text.SourceText#version()} of it
 */
public record ProvidedWork(
    ClaimId id,
    JobId job,
    SubtaskId subtask,
    StagedResult result,
    StoreId store,
    TextHash sourceHash,
    String sourceVersion) {
  /** Stands in place of an engine's name with a text that a person provided. */
  public static final String ENGINE = "person";
}
