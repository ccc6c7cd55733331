package org.translationjobs.core.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.WorkerId;

/**
 * Why and how a run is wanted.
 *
 * @param reservedFor
 *          the only worker that may claim from the run, for as long as it lives
 * @param refusal
 *          why the job cannot be translated with this plan, known before its rows are looked at: the
 *          job is refused with this reason where a run would start
 * @param first
 *          what is claimed with the start of the run
 */
public record RunRequest(
    Trigger trigger,
    Scope scope,
    Plan plan,
    Optional<WorkerId> reservedFor,
    Optional<String> refusal,
    Optional<FirstClaims> first) {

  /** A run of which nothing is claimed with its start. */
  public RunRequest(
      Trigger trigger, Scope scope, Plan plan, Optional<WorkerId> reservedFor,
      Optional<String> refusal) {
    this(trigger, scope, plan, reservedFor, refusal, Optional.empty());
  }

  public static RunRequest announced(Plan plan) {
    return new RunRequest(
        Trigger.ANNOUNCEMENT, new Scope.Unfinished(), plan, Optional.empty(), Optional.empty());
  }

  public static RunRequest swept(Plan plan) {
    return new RunRequest(
        Trigger.SWEEP, new Scope.Unfinished(), plan, Optional.empty(), Optional.empty());
  }

  public RunRequest refusing(Optional<String> reason) {
    return new RunRequest(trigger, scope, plan, reservedFor, reason, first);
  }

  public RunRequest claiming(Optional<FirstClaims> claims) {
    return new RunRequest(trigger, scope, plan, reservedFor, refusal, claims);
  }

  /**
   * Claims of the subtasks that a run begins with, which are silent (as in
   * {@link org.translationjobs.core.work.Claims#claim}).
   *
   * @param atMost
   *          how many
   */
  public record FirstClaims(WorkerId worker, int atMost, Duration lease) {}

  /** Who asks. */
  public enum Trigger {
    /** A message named the job. */
    ANNOUNCEMENT,
    /** The sweep found it. */
    SWEEP,
    /** An operator takes a job over at once: one of another worker, or from before the start line. */
    ADOPTION,
    /** An operator wants a new run whatever the job's status; a run under way is ended for it. */
    REPROCESS
  }

  /** Which subtasks are translated (again). */
  public sealed interface Scope {
    /** All that are not finished. */
    record Unfinished() implements Scope {}

    /** All. */
    record All() implements Scope {}

    /** These, and nothing else. */
    record Only(Set<SubtaskId> subtasks) implements Scope {
      /** @throws IllegalArgumentException when there are none */
      public Only {
        subtasks = Set.copyOf(subtasks);
        if (subtasks.isEmpty()) {
          throw new IllegalArgumentException("a run is limited to one subtask at least");
        }
      }

      public Only(SubtaskId subtask) {
        this(Set.of(subtask));
      }
    }
  }
}
