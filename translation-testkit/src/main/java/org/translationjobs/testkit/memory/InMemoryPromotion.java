package org.translationjobs.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.WorkerId;

/**
 * One promotion: everything is kept here until it is completed. Each rule is a method of its own, so
 * that a test can break one.
 */
class InMemoryPromotion implements PromotionTransaction {
  private static final Comparator<EntityRef> ENTITY_ORDER = Comparator
      .comparing(EntityRef::type)
      .thenComparing(entity -> entity.id().toString());

  private record LockKey(NovelId novel, String lang) {}

  /**
   * What was written for one item.
   *
   * @param was
   *          the production row as it was then
   */
  record Draft(
      PromotionItem item, TranslatedText text, Written outcome, Optional<TextRow> was) {}

  final Tables tables;
  final PromotionClaim claim;
  private final Consumer<InMemoryPromotion> onClose;
  private final @Nullable LockKey lock;
  private final Map<SubtaskId, Draft> drafts = new LinkedHashMap<>();
  private final Set<SubtaskId> handedOut = new HashSet<>();
  private @Nullable EntityRef last;
  private boolean broken;
  private boolean closed;
  private boolean lost;

  InMemoryPromotion(Tables tables, PromotionClaim claim, Consumer<InMemoryPromotion> onClose) {
    this.tables = tables;
    this.claim = claim;
    this.onClose = onClose;
    var job = tables.jobs.get(claim.job());
    var key = job == null ? null : new LockKey(job.novel, job.to);
    this.lock = key != null && tables.promotionLocks.add(key) ? key : null;
  }

  boolean isOf(WorkerId worker) {
    return claim.worker().equals(worker);
  }

  @Override
  public void keepAlive() {
    tables.read(() -> {
      usable();
      return null;
    });
  }

  @Override
  public List<PromotionItem> next(int atMost) {
    return tables.read(() -> {
      usable();
      var job = tables.jobs.get(claim.job());
      if (job == null || lock == null) {
        return List.of();
      }
      var items = job.subtasks()
          .stream()
          .filter(this::isToBePromoted)
          .flatMap(subtask -> item(subtask).stream())
          .filter(item -> last == null || ENTITY_ORDER.compare(item.entity(), last) > 0)
          .sorted(Comparator.comparing(PromotionItem::entity, ENTITY_ORDER))
          .limit(atMost)
          .toList();
      if (!items.isEmpty()) {
        last = items.get(items.size() - 1).entity();
        items.forEach(item -> handedOut.add(item.subtask()));
      }
      return items;
    });
  }

  private boolean isToBePromoted(SubtaskRow subtask) {
    return subtask.is(SubtaskStatus.DONE)
        && EntityType.fromColumn(subtask.entityType).isPresent()
        && !tables.promoted.contains(subtask.id);
  }

  private Optional<PromotionItem> item(SubtaskRow subtask) {
    var ours = Optional.ofNullable(tables.results.get(subtask.id))
        .filter(result -> result.belongsTo(subtask));
    return EntityType.fromColumn(subtask.entityType)
        .map(
            type -> new PromotionItem(
                subtask.id,
                new EntityRef(type, subtask.entityId),
                subtask.resultPath,
                subtask.resultText,
                ours.map(ResultRow::hash),
                ours.flatMap(ResultRow::store)));
  }

  @Override
  public List<Written> write(List<PromotionText> texts) {
    return tables.read(() -> {
      usable();
      var written = new ArrayList<Written>();
      for (var text : texts) {
        var outcome = write(text);
        written.add(outcome);
        broken |= outcome instanceof Written.Changed || outcome instanceof Written.RowRefused;
      }
      return List.copyOf(written);
    });
  }

  private Written write(PromotionText text) {
    if (!handedOut.remove(text.item().subtask())) {
      throw new IllegalArgumentException(
          "subtask " + text.item().subtask() + " was not handed out by next()");
    }
    var job = tables.jobs.get(claim.job());
    if (job == null || sourceChanged(text.item(), job)) {
      return new Written.Changed();
    }
    var entity = text.item().entity();
    var was = tables.content.text(entity, job.to);
    var outcome = tables.limits
        .refusal(entity, job.to, text.text().title(), text.text().body())
        .<Written>map(Written.RowRefused::new)
        .orElseGet(() -> outcome(entity, job, was));
    drafts.put(
        text.item().subtask(), new Draft(text.item(), text.text(), outcome, was));
    return outcome;
  }

  boolean sourceChanged(PromotionItem item, JobRow job) {
    var result = tables.results.get(item.subtask());
    if (result == null || item.hash().isEmpty()) {
      return false;
    }
    var source = tables.content.text(item.entity(), job.from).map(TextRow::source);
    return source.isEmpty()
        || (!source.get().version().equals(result.work().sourceVersion())
            && !source.get().hash().equals(result.work().sourceHash()));
  }

  Written outcome(EntityRef entity, JobRow job, Optional<TextRow> was) {
    if (was.isEmpty()) {
      return new Written.Inserted();
    }
    var before = tables.ledger.get(new Tables.Target(entity, job.to));
    if (before == null) {
      return new Written.Updated();
    }
    if (!before.job().equals(job.id) && !job.isLaterThan(before.jobCreatedAt(), before.jobNo())) {
      return new Written.Kept(
          entity + " (" + job.to + "): job " + before.job() + ", created later, promoted it");
    }
    return !claim.plan().overwriteEdits() && !was.get().hash().equals(before.written())
        ? new Written.Kept(entity + " (" + job.to + "): edited since job " + before.job()
            + " promoted it, last at " + was.get().updatedAt())
        : new Written.Updated();
  }

  @Override
  public Completion complete() {
    return tables.write(() -> {
      usable();
      var run = tables.activeRun(claim.run());
      var job = tables.jobs.get(claim.job());
      if (run == null || job == null || !isClaimed(run)) {
        return notNow("its claim is lost");
      }
      var why = obstacle(job);
      return why.isPresent() ? notNow(why.get()) : commit(run, job);
    });
  }

  boolean isClaimed(RunRow run) {
    return run.isPromotedUnder(claim.id());
  }

  private Completion notNow(String why) {
    close();
    return new Completion.NotNow(why);
  }

  Optional<String> obstacle(JobRow job) {
    if (lock == null) {
      return Optional.of("another promotion of the same novel and language is under way");
    }
    if (!job.is(JobStatus.IN_PROGRESS)) {
      return Optional.of("the job was set to " + job.status);
    }
    var hold = tables.promotionHold(job.id);
    if (hold.isPresent()) {
      return Optional.of("held: " + hold.get());
    }
    var count = job.subtasks().size();
    if (count == 0 || count < job.total || job.done() < count) {
      return Optional.of(
          job.done() + " of " + count + " subtasks are DONE, total_subtasks says " + job.total);
    }
    return firstDifference(job);
  }

  Optional<String> firstDifference(JobRow job) {
    var current = new LinkedHashMap<SubtaskId, PromotionItem>();
    for (var subtask : job.subtasks()) {
      if (isToBePromoted(subtask)) {
        item(subtask).ifPresent(item -> current.put(item.subtask(), item));
      }
    }
    if (!current.keySet().equals(drafts.keySet())) {
      return Optional.of(
          drafts.size() + " subtasks were written, but " + current.size() + " wait for promotion");
    }
    return drafts.values()
        .stream()
        .filter(draft -> !isStillTrue(draft, current.get(draft.item().subtask()), job))
        .findFirst()
        .map(draft -> "subtask " + draft.item().subtask() + " was changed meanwhile");
  }

  boolean isStillTrue(Draft draft, @Nullable PromotionItem now, JobRow job) {
    return draft.item().equals(now)
        && draft.was().equals(tables.content.text(draft.item().entity(), job.to));
  }

  private Completion commit(RunRow run, JobRow job) {
    var inserted = 0;
    var updated = 0;
    var kept = new ArrayList<String>();
    var written = new ArrayList<Rows.Promoted>();
    for (var draft : drafts.values()) {
      switch (draft.outcome()) {
        case Written.Inserted done -> {
          inserted++;
          written.add(put(draft, job));
        }
        case Written.Updated done -> {
          updated++;
          written.add(put(draft, job));
        }
        case Written.Kept(var why) -> kept.add(why);
        case Written.Changed changed -> throw new IllegalStateException("changed");
        case Written.RowRefused(var reason) -> throw new IllegalStateException(reason);
      }
      promoted(draft.item().subtask());
    }
    tables.endRun(run, RunRow.State.PROMOTED, null, true);
    job.become(JobStatus.COMPLETED, null, tables.now());
    tables.promotions.add(new Rows.Promotion(run.id, job.id, written));
    close();
    return new Completion.Completed(inserted, updated, kept);
  }

  private Rows.Promoted put(Draft draft, JobRow job) {
    var now = tables.now();
    var entity = draft.item().entity();
    var was = draft.was();
    tables.content.put(
        new TextRow(
            was.map(TextRow::id).orElseGet(tables::newId),
            entity,
            job.to,
            draft.text().title(),
            draft.text().body(),
            tables.nextNumber(),
            was.map(TextRow::createdAt).orElse(now),
            now));
    var hash = TextHash.of(draft.text().title(), draft.text().body());
    tables.ledger.put(
        new Tables.Target(entity, job.to), new LedgerRow(job.id, job.createdAt, job.no, hash));
    return new Rows.Promoted(
        entity, job.to, draft.item().resultPath(), draft.item().resultText());
  }

  private void promoted(SubtaskId subtask) {
    tables.promoted.add(subtask);
    var result = tables.results.get(subtask);
    var row = tables.subtasks.get(subtask);
    if (result != null && row != null && result.store().isPresent() && row.resultPath != null) {
      tables.needless(row.resultPath, result.store().get(), row);
    }
  }

  /** Rolls back because the worker's connection is gone. */
  void disconnect() {
    lost = true;
    close();
  }

  private void usable() {
    if (lost) {
      throw new UnavailableException(
          "PostgreSQL", "the connection of this promotion was lost", null);
    }
    if (closed || broken) {
      throw new IllegalStateException(
          closed ? "this promotion is over" : "a row was refused: only close() is possible now");
    }
  }

  @Override
  public void close() {
    tables.read(() -> {
      if (!closed) {
        closed = true;
        if (lock != null) {
          tables.promotionLocks.remove(lock);
        }
        onClose.accept(this);
      }
      return null;
    });
  }
}
