package org.translationjobs.core.work;

/** What becomes of a work item whose worker let its lease run out. */
public sealed interface Rescue {
  /** Rescues after which an item runs alone: while its worker does nothing else. */
  int ALONE_FROM = 2;

  /** Rescues from running alone after which an item is taken for one that kills workers. */
  int MOST_ALONE = 5;

  /** Due again at once. */
  record Due(WorkItem.Counts counts) implements Rescue {}

  /** FAILED: it has outlived too many workers. */
  record Fatal(WorkItem.Counts counts, String reason) implements Rescue {}

  /**
   * The decision; pure. A rescue counts from the claim on: whether the engine had been called by then
   * is known to the dead worker only. Those that were claimed together with a killer do not fail for
   * it, since they soon run alone.
   */
  static Rescue decide(WorkItem.Counts counts) {
    var rescues = counts.rescues() + 1;
    var next = new WorkItem.Counts(counts.attempts(), counts.interruptions(), rescues);
    return rescues >= ALONE_FROM + MOST_ALONE
        ? new Fatal(
            next,
            rescues + " workers died while translating it, the last " + MOST_ALONE
                + " of them while they did nothing else; it is stopped so that it kills no more."
                + " Look at their last log lines, then reprocess the subtask")
        : new Due(next);
  }

  /** Whether an item that was rescued so often runs alone. */
  static boolean runsAlone(WorkItem.Counts counts) {
    return counts.rescues() >= ALONE_FROM;
  }
}
