package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** Our row for a subtask in a run. */
final class ItemRow {
  final RunRow run;
  final SubtaskRow subtask;
  ItemState state;
  Instant dueAt;
  @Nullable
  ClaimId claim;
  @Nullable
  WorkerId worker;
  Instant leaseUntil = Instant.MIN;
  /** Of a claimed one: whether its subtask is PENDING for the time being. */
  boolean silent;
  WorkItem.Counts counts = WorkItem.Counts.ZERO;
  int repeats;
  @Nullable
  Instant obstacleSince;
  @Nullable
  String lastProblem;
  private Rows.@Nullable Item copy;

  ItemRow(RunRow run, SubtaskRow subtask, ItemState state, Instant now) {
    this.run = run;
    this.subtask = subtask;
    this.state = state;
    this.dueAt = now;
  }

  /** The same object as before while nothing changed. */
  Rows.Item copy() {
    var last = copy;
    if (last == null
        || last.state() != state
        || !Objects.equals(last.claim(), claim)
        || !Objects.equals(last.worker(), worker)
        || !last.counts().equals(counts)
        || last.repeats() != repeats
        || !last.dueAt().equals(dueAt)
        || last.silent() != silent
        || !last.leaseUntil().equals(leaseUntil)) {
      last = new Rows.Item(
          subtask.id, state, dueAt, claim, worker, leaseUntil, silent, counts, repeats);
      copy = last;
    }
    return last;
  }

  WorkItem view() {
    return new WorkItem(
        subtask.id, subtask.job, run.id, subtask.entityType, subtask.entityId, counts);
  }

  boolean isHeldUnder(ClaimId id) {
    return state == ItemState.CLAIMED && id.equals(claim);
  }

  void claimed(ClaimId id, WorkerId by, Instant until, boolean silently) {
    state = ItemState.CLAIMED;
    silent = silently;
    claim = id;
    worker = by;
    leaseUntil = until;
  }

  void due(Instant at) {
    state = ItemState.READY;
    dueAt = at;
    unclaimed();
  }

  /** From the beginning, as if it had never been tried. */
  void dueAnew(Instant at) {
    due(at);
    counts = WorkItem.Counts.ZERO;
    lastProblem = null;
  }

  /** The claim stays as the mark of who finished it. */
  void done() {
    state = ItemState.DONE;
    worker = null;
    obstacleSince = null;
  }

  /** Under an id of its own: nobody who held it before finishes it. */
  void provided(ClaimId id) {
    done();
    claim = id;
    repeats = 0;
    lastProblem = null;
  }

  void ended(ItemState end) {
    state = end;
    unclaimed();
  }

  void failed(String reason) {
    ended(ItemState.FAILED);
    lastProblem = reason;
  }

  private void unclaimed() {
    claim = null;
    worker = null;
    obstacleSince = null;
  }

  Duration obstructedFor(Instant now) {
    if (obstacleSince == null) {
      obstacleSince = now;
    }
    return Duration.between(obstacleSince, now);
  }
}
