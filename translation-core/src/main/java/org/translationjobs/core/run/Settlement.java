package org.translationjobs.core.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.SubtaskId;

/** Decides whether a run goes on, is promoted, fails or ends. */
public sealed interface Settlement {
  /** There is something left to do or to wait for. */
  record GoOn(String why) implements Settlement {}

  /** Everything is finished. */
  record Promote() implements Settlement {}

  /** The job fails with this message. */
  record Fail(String message) implements Settlement {}

  /** Others ended or deleted the job, or took it back. */
  record End(String why) implements Settlement {}

  /** How many subtasks a message names. */
  int NAMED = 3;

  /**
   * What is known of a run and its job under the job's lock, after foreign changes were taken in; of what
   * was added as {@link Runs#settle} says.
   *
   * @param jobStatus
   *          as its row has it; null when the job is gone
   * @param totalSubtasks
   *          what the job's row says
   * @param subtasks
   *          how many there are
   * @param done
   *          how many of them are DONE
   * @param open
   *          work items that are due, waiting or claimed
   * @param failures
   *          the first few failed subtasks
   * @param failed
   *          how many failed
   * @param undone
   *          the first few subtasks that are neither DONE nor FAILED, when no work is open
   * @param promotionHold
   *          why it must not be promoted now
   * @param promotionClaimed
   *          whether a living worker is promoting it
   */
  record Facts(
      @Nullable String jobStatus,
      Plan.FailurePolicy policy,
      int totalSubtasks,
      int subtasks,
      int done,
      int open,
      List<Failure> failures,
      int failed,
      List<Undone> undone,
      Optional<String> promotionHold,
      boolean promotionClaimed) {
    public Facts {
      failures = List.copyOf(failures);
      undone = List.copyOf(undone);
    }
  }

  record Failure(SubtaskId subtask, String entity, String reason) {}

  /** A subtask on which no one works. */
  record Undone(SubtaskId subtask, String status) {}

  /** The decision, where the job's row may have lost a language meanwhile; pure. */
  static Settlement decide(Facts facts, Optional<LanguagePair> languages) {
    var decided = decide(facts);
    return languages.filter(LanguagePair::isIncomplete).isPresent() && !(decided instanceof End)
        ? new Fail("its from_lang or target_lang is empty")
        : decided;
  }

  /** The decision; pure. */
  static Settlement decide(Facts facts) {
    if (facts.jobStatus() == null) {
      return new End("its job was deleted");
    }
    if (!facts.jobStatus().equals(JobStatus.IN_PROGRESS.name())) {
      return new End("its job was set to " + facts.jobStatus());
    }
    var failFast = facts.policy() == Plan.FailurePolicy.FAIL_FAST;
    if (facts.failed() > 0 && (facts.open() == 0 || failFast)) {
      return new Fail(failureMessage(facts));
    }
    if (facts.open() > 0) {
      return new GoOn(facts.open() == 1 ? "1 subtask is left"
          : facts.open() + " subtasks are left");
    }
    if (facts.subtasks() == 0) {
      return new Fail("all its subtasks were deleted");
    }
    if (facts.done() < facts.subtasks()) {
      return new Fail(undoneMessage(facts));
    }
    if (facts.subtasks() < facts.totalSubtasks()) {
      return new Fail(
          "it has " + facts.subtasks() + " subtasks, but total_subtasks says "
              + facts.totalSubtasks());
    }
    if (facts.promotionHold().isPresent()) {
      return new GoOn("held: " + facts.promotionHold().get());
    }
    return facts.promotionClaimed() ? new GoOn("is being promoted") : new Promote();
  }

  private static String undoneMessage(Facts facts) {
    var undone = facts.subtasks() - facts.done();
    var named = facts.undone()
        .stream()
        .map(u -> "; subtask " + u.subtask() + " is " + u.status())
        .collect(Collectors.joining());
    return undone + " of " + facts.subtasks()
        + " subtasks are not DONE, and this run does not cover them or their status is not ours"
        + named + more(undone - facts.undone().size());
  }

  private static String more(int unnamed) {
    return unnamed > 0 ? "; and " + unnamed + " more" : "";
  }

  private static String failureMessage(Facts facts) {
    var named = facts.failures()
        .stream()
        .limit(NAMED)
        .map(f -> "subtask " + f.subtask() + " (" + f.entity() + "): " + f.reason())
        .collect(Collectors.joining("; "));
    return facts.failed() + " of " + facts.subtasks() + " subtasks failed: " + named
        + more(facts.failed() - Math.min(NAMED, facts.failures().size()));
  }
}
