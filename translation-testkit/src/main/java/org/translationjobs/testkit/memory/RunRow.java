package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkerId;

/** A run with its work items. */
final class RunRow {
  /** Where a run stands. */
  enum State {
    ACTIVE, PROMOTED, FAILED, ENDED
  }

  final RunId id;
  final JobId job;
  final int number;
  final Plan plan;
  final Optional<WorkerId> reservedFor;
  final Set<SubtaskId> only;
  final Instant startedAt;
  State state = State.ACTIVE;
  @Nullable
  Instant endedAt;
  @Nullable
  String note;
  Instant settledAt;
  Instant settleDue;
  @Nullable
  ClaimId promotion;
  @Nullable
  WorkerId promoter;
  Instant promotionUntil = Instant.MIN;
  private final Map<SubtaskId, ItemRow> items = new LinkedHashMap<>();
  private Rows.@Nullable Run copy;

  RunRow(
      RunId id,
      JobId job,
      int number,
      Plan plan,
      Optional<WorkerId> reservedFor,
      Set<SubtaskId> only,
      Instant now) {
    this.id = id;
    this.job = job;
    this.number = number;
    this.plan = plan;
    this.reservedFor = reservedFor;
    this.only = only;
    this.startedAt = now;
    this.settledAt = now;
    this.settleDue = now;
  }

  /** The same object as before while nothing changed. */
  Rows.Run copy() {
    var last = copy;
    if (last == null
        || !Objects.equals(last.promotion(), promotion)
        || !last.state().equals(state.name())
        || !holdsCopies(last.items())) {
      var copies = new LinkedHashMap<SubtaskId, Rows.Item>();
      items.forEach((subtask, item) -> copies.put(subtask, item.copy()));
      last = new Rows.Run(id, job, number, state.name(), promotion, copies);
      copy = last;
    }
    return last;
  }

  @SuppressWarnings("ReferenceEquality") // unchanged items are the same objects
  private boolean holdsCopies(Map<SubtaskId, Rows.Item> copies) {
    if (copies.size() != items.size()) {
      return false;
    }
    for (var item : items.values()) {
      if (copies.get(item.subtask.id) != item.copy()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it covers this subtask. */
  boolean wants(SubtaskId subtask) {
    return only.isEmpty() || only.contains(subtask);
  }

  boolean isActive() {
    return state == State.ACTIVE;
  }

  Collection<ItemRow> items() {
    return items.values();
  }

  @Nullable
  ItemRow item(SubtaskId subtask) {
    return items.get(subtask);
  }

  ItemRow add(ItemRow item) {
    items.put(item.subtask.id, item);
    return item;
  }

  void remove(ItemRow item) {
    items.remove(item.subtask.id);
  }

  /** Due items in the order in which they start. */
  List<ItemRow> due(Instant now) {
    var due = new ArrayList<ItemRow>();
    for (var item : items.values()) {
      if (isDue(item, now)) {
        due.add(item);
      }
    }
    due.sort(Comparator.comparing(item -> item.subtask, SubtaskRow.ORDER));
    return due;
  }

  boolean anyDue(Instant now) {
    for (var item : items.values()) {
      if (isDue(item, now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDue(ItemRow item, Instant now) {
    return item.state == ItemState.READY && !item.dueAt.isAfter(now);
  }

  int count(ItemState state) {
    var count = 0;
    for (var item : items.values()) {
      if (item.state == state) {
        count++;
      }
    }
    return count;
  }

  int open() {
    return count(ItemState.READY) + count(ItemState.CLAIMED);
  }

  boolean isPromotedUnder(ClaimId claim) {
    return isActive() && claim.equals(promotion);
  }

  boolean isBeingPromoted(Instant now) {
    return promotion != null && !promotionUntil.isBefore(now);
  }

  /** It is settled again when the promotion's lease is over. */
  void promotedUntil(Instant until) {
    promotionUntil = until;
    settleDue = until;
  }

  void givePromotionUp(Instant settleAgainFrom, @Nullable String why) {
    promotion = null;
    promoter = null;
    promotionUntil = Instant.MIN;
    settleDue = settleAgainFrom;
    note = why;
  }

  void end(State how, @Nullable String why, Instant now) {
    givePromotionUp(Instant.MIN, why);
    state = how;
    endedAt = now;
  }
}
