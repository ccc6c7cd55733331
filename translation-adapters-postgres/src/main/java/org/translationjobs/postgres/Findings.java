package org.translationjobs.postgres;

import java.time.Duration;
import org.translationjobs.core.job.ActivationFacts;

/**
 * What an activation found under the job's lock.
 *
 * @param facts
 *          where it has not been asked yet for how long the job's rows are unchanged: for no time
 * @param glossaryVersion
 *          of the job's novel and languages; 0 without a glossary
 * @param synopsis
 *          what the novel is about, in the language it is translated from
 * @param isFresh
 *          whether nobody has worked on any subtask yet: all are PENDING without a trace of an earlier
 *          result, and none has a work item
 * @param isHeld
 *          whether nothing of the job may be claimed
 */
record Findings(
    ActivationFacts facts, long glossaryVersion, String synopsis, boolean isFresh,
    boolean isHeld) {
  ActivationFacts unchangedFor(Duration time) {
    return new ActivationFacts(
        facts.status(), facts.languages(), facts.totalSubtasks(), facts.subtasks(), time,
        facts.beforeStartLine(), facts.run());
  }
}
