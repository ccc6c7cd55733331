package org.translationjobs.core.job;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.Claim;

/** What came of an activation. */
public sealed interface Activated {
  /**
   * A run has been recorded.
   *
   * @param toTranslate
   *          how many subtasks it has to translate; the others are finished
   * @param claims
   *          what was claimed with the start, in the order in which it starts
   */
  record Started(RunId run, int number, int toTranslate, int total, List<Claim> claims)
      implements Activated {}

  /** Nothing to do; the announcement can be forgotten. */
  record Ignored(String reason) implements Activated {}

  /**
   * Not yet.
   *
   * @param swept
   *          whether the sweep looks again by itself; if not, whoever asked has to ask again
   */
  record Waiting(String reason, Duration lookAgainIn, boolean swept) implements Activated {}

  /** The job cannot be translated and has been set to FAILED with this reason. */
  record Refused(String reason) implements Activated {}

  /** No job with this id is visible. */
  record NotFound() implements Activated {}
}
