package org.translationjobs.testkit.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.run.Settlement;

/** The settling of runs with one rule broken. */
public final class BrokenRuns {
  private BrokenRuns() {}

  private static Runs with(
      InMemoryDatabase database, UnaryOperator<Settlement.Facts> seeing) {
    return new InMemoryRuns(database.tables()) {
      @Override
      Settlement.Facts facts(RunRow run, @Nullable JobRow job) {
        return seeing.apply(super.facts(run, job));
      }
    };
  }

  /** A FAILED subtask counts as done. */
  public static Runs failedCountsAsDone(InMemoryDatabase database) {
    return with(
        database, f -> new Settlement.Facts(
            f.jobStatus(), f.policy(), f.totalSubtasks(), f.subtasks(), f.done() + f.failed(),
            f.open(), List.of(), 0, f.undone(), f.promotionHold(), f.promotionClaimed()));
  }

  /** What {@code total_subtasks} says is not looked at. */
  public static Runs fewerSubtasksAreEnough(InMemoryDatabase database) {
    return with(
        database, f -> new Settlement.Facts(
            f.jobStatus(), f.policy(), f.subtasks(), f.subtasks(), f.done(), f.open(),
            f.failures(), f.failed(), f.undone(), f.promotionHold(), f.promotionClaimed()));
  }

  /** A held job is promoted. */
  public static Runs holdsAreIgnored(InMemoryDatabase database) {
    return with(
        database, f -> new Settlement.Facts(
            f.jobStatus(), f.policy(), f.totalSubtasks(), f.subtasks(), f.done(), f.open(),
            f.failures(), f.failed(), f.undone(), Optional.empty(), f.promotionClaimed()));
  }

  /** The claim on a promotion has no end. */
  public static Runs promotionsAreClaimedForEver(InMemoryDatabase database) {
    return new InMemoryRuns(database.tables()) {
      @Override
      Settlement.Facts facts(RunRow run, @Nullable JobRow job) {
        var f = super.facts(run, job);
        return new Settlement.Facts(
            f.jobStatus(), f.policy(), f.totalSubtasks(), f.subtasks(), f.done(), f.open(),
            f.failures(), f.failed(), f.undone(), f.promotionHold(), run.promotion != null);
      }
    };
  }
}
