package org.translationjobs.core.work;

/** What becomes of a work item whose worker let its lease run out. */
public sealed interface Rescue {
  /** Rescues after which an item runs while its worker runs nothing else. */
  int ALONE_FROM = 2;

  /** Rescues after which an item is taken for one that kills workers. */
  int MOST = 5;

  /** Due again at once. */
  record Due(WorkItem.Counts counts) implements Rescue {}

  /** FAILED: it has outlived too many workers. */
  record Fatal(WorkItem.Counts counts, String reason) implements Rescue {}

  /**
   * @param begun
   *          whether its translation had begun; only then does the rescue count
   */
  static Rescue decide(WorkItem.Counts counts, boolean begun) {
    var rescues = counts.rescues() + (begun ? 1 : 0);
    var next = new WorkItem.Counts(counts.attempts(), counts.interruptions(), rescues);
    return rescues > MOST
        ? new Fatal(
            next,
            rescues + " workers died while translating it; it is stopped so that it kills no more."
                + " Look at their last log lines, then reprocess the subtask")
        : new Due(next);
  }
}
