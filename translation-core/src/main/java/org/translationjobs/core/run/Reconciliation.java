package org.translationjobs.core.run;

import java.util.Optional;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.work.ItemState;

/** What the row of a subtask, which others may have changed or added, means for its work item. */
public enum Reconciliation {
  /** They agree. */
  KEEP,
  /** It has to be translated (again): due at once, any claim revoked, the row PENDING. */
  TRANSLATE,
  /** Someone else finished it: its result is taken. */
  FINISHED,
  /** Someone else failed it. */
  FAILED,
  /** Its run has nothing to do with it. */
  ASIDE;

  /**
   * The decision; pure.
   *
   * @param item
   *          the state of the work item; empty for a subtask that was added since
   * @param silent
   *          whether it is claimed silently: its subtask is PENDING until it is shown or finished
   * @param status
   *          as the subtask's row has it
   * @param hasResult
   *          whether the row refers to a result
   * @param wanted
   *          whether the run covers the subtask
   */
  public static Reconciliation decide(
      Optional<ItemState> item, boolean silent, String status, boolean hasResult, boolean wanted) {
    var known = SubtaskStatus.fromColumn(status);
    if (known.isEmpty()) {
      return keepOr(item, ItemState.ASIDE, ASIDE);
    }
    var again = wanted ? TRANSLATE : keepOr(item, ItemState.ASIDE, ASIDE);
    return switch (known.get()) {
      case PENDING -> silent && item.filter(state -> state == ItemState.CLAIMED).isPresent()
          ? KEEP
          : keepOr(item, ItemState.READY, again);
      case IN_PROGRESS -> item.filter(ItemState::isOpen).isPresent() ? KEEP : again;
      case DONE -> keepOr(item, ItemState.DONE, hasResult ? FINISHED : again);
      case FAILED -> keepOr(item, ItemState.FAILED, FAILED);
    };
  }

  private static Reconciliation keepOr(
      Optional<ItemState> item, ItemState same, Reconciliation other) {
    return item.filter(state -> state == same).isPresent() ? KEEP : other;
  }
}
