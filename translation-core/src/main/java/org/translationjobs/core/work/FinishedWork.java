package org.translationjobs.core.work;

import java.util.List;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.text.TextHash;

/**
 * A translation that is staged and waits to be referenced.
 *
 * @param sourceHash
 *          of the source text that was translated
 * @param sourceVersion
 *          {@link org.translationjobs.core.text.SourceText#version()} of it
 */
public record FinishedWork(
    ClaimId claim,
    WorkItem item,
    StagedResult result,
    TextHash sourceHash,
    String sourceVersion,
    String engine,
    List<String> warnings) {
  public FinishedWork {
    warnings = List.copyOf(warnings);
  }
}
