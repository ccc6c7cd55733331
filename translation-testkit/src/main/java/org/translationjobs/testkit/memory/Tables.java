package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkerId;

/** All rows under one lock. Every map keeps the order of insertion, so that runs can be repeated. */
final class Tables {
  final InMemoryTranslationMemory memory;
  final Glossaries glossaries = new InMemoryGlossaries();
  /** What is held and of which kind. */
  record HoldKey(HoldScope scope, Hold.Kind kind) {}

  /** A production row. */
  record Target(EntityRef entity, String lang) {}

  final Map<JobId, JobRow> jobs = new LinkedHashMap<>();
  final Map<SubtaskId, SubtaskRow> subtasks = new LinkedHashMap<>();
  final Map<RunId, RunRow> runs = new LinkedHashMap<>();
  final Map<JobId, RunRow> activeRuns = new LinkedHashMap<>();
  final Map<ClaimId, ItemRow> claims = new LinkedHashMap<>();
  final Map<SubtaskId, ResultRow> results = new LinkedHashMap<>();
  /** Subtasks whose result is in production, or was kept out of it for good. */
  final Set<SubtaskId> promoted = new LinkedHashSet<>();
  final List<Rows.Promotion> promotions = new ArrayList<>();
  final Map<String, StagedRow> staged = new LinkedHashMap<>();
  final Map<Target, LedgerRow> ledger = new LinkedHashMap<>();
  final Map<UUID, CallRow> calls = new LinkedHashMap<>();
  final Map<InMemoryCallLedger.Key, CallSums> callSums = new LinkedHashMap<>();
  final Map<JobId, Cost> budgets = new LinkedHashMap<>();
  final Map<HoldKey, Hold> holds = new LinkedHashMap<>();
  final Map<WorkerId, WorkerRow> workers = new LinkedHashMap<>();
  final Map<NovelId, Instant> deletedNovels = new LinkedHashMap<>();
  final Map<JobId, Sighting> sightings = new LinkedHashMap<>();
  final Set<Object> promotionLocks = new LinkedHashSet<>();
  final Set<InMemoryPromotion> openPromotions = new LinkedHashSet<>();
  final ContentTables content = new ContentTables();
  ColumnLimits limits = ColumnLimits.USUAL;
  Instant startLine = Instant.MIN;
  /** The worker that has reserved what runs alone, until then. */
  @Nullable
  WorkerId alone;
  Instant aloneUntil = Instant.MIN;
  long changes;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private long numbers;

  Tables(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
    this.memory = new InMemoryTranslationMemory(clock);
  }

  <T extends @Nullable Object> T read(Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  <T extends @Nullable Object> T write(Supplier<T> body) {
    lock.lock();
    try {
      changes++;
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  UUID newId() {
    return ids.get();
  }

  /** Rises with each call; the order of insertion, or a row's version. */
  long nextNumber() {
    return ++numbers;
  }

  @Nullable
  RunRow activeRun(RunId run) {
    var row = runs.get(run);
    return row != null && row.isActive() ? row : null;
  }

  Optional<RunRow> newestRun(JobId job) {
    return runs.values()
        .stream()
        .filter(run -> run.job.equals(job))
        .max(Comparator.comparingInt(run -> run.number));
  }

  boolean lives(WorkerId worker) {
    var row = workers.get(worker);
    return row != null && row.livesAt(now());
  }

  /** Whether a run is reserved for another worker, which lives. */
  boolean isReservedForAnother(RunRow run, WorkerId worker) {
    return run.reservedFor.isPresent()
        && !run.reservedFor.get().equals(worker)
        && lives(run.reservedFor.get());
  }

  /** Whether nothing of this run may be claimed. */
  boolean isHeld(RunRow run) {
    return isHeld(run, Hold.Kind::blocksClaims);
  }

  /** Whether what is under way of this run is interrupted. */
  boolean isInterrupted(RunRow run) {
    return isHeld(run, Hold.Kind::interrupts);
  }

  private boolean isHeld(RunRow run, Predicate<Hold.Kind> kinds) {
    return !holds.isEmpty()
        && (fleetAndJob(run.job).anyMatch(hold -> kinds.test(hold.kind()))
            || run.plan.engines()
                .stream()
                .allMatch(engine -> holdsOf(new HoldScope.Engine(engine))
                    .anyMatch(hold -> kinds.test(hold.kind()))));
  }

  /** Why this job must not be promoted. */
  Optional<String> promotionHold(JobId job) {
    return fleetAndJob(job)
        .filter(hold -> hold.kind().blocksPromotion())
        .findFirst()
        .map(hold -> hold.kind() + ": " + hold.reason());
  }

  private Stream<Hold> fleetAndJob(JobId job) {
    return Stream.concat(holdsOf(new HoldScope.Fleet()), holdsOf(new HoldScope.Job(job)));
  }

  Stream<Hold> holdsOf(HoldScope scope) {
    return holds.values().stream().filter(hold -> hold.scope().equals(scope));
  }

  /** Forgets which item a claim is for, when it is over. */
  void unclaim(ItemRow item) {
    if (item.claim != null) {
      claims.remove(item.claim);
    }
  }

  /** Ends a claim without a result. */
  void takeBack(ItemRow item, Instant dueAt) {
    unclaim(item);
    item.due(dueAt);
  }

  /** Ends a run; what was being translated is forgotten. */
  void endRun(RunRow run, RunRow.State how, @Nullable String why, boolean touchSubtasks) {
    var now = now();
    for (var item : run.items()) {
      if (item.state == ItemState.CLAIMED) {
        leaveBehind(item);
        unclaim(item);
        if (touchSubtasks && !item.subtask.deleted) {
          item.subtask.handedBack(now);
        }
      }
      if (item.state.isOpen()) {
        item.ended(ItemState.ASIDE);
      }
    }
    run.end(how, why, now);
    activeRuns.remove(run.job, run);
  }

  /** The object that a lost claim may have staged is nobody's. */
  void leaveBehind(ItemRow item) {
    var job = jobs.get(item.run.job);
    if (item.claim != null && item.subtask.entityType.equals("chapter")) {
      var path = StagedPaths.of(job == null ? null : job.stagingPrefix, item, item.claim);
      needless(path, item.run.plan.store(), item.subtask);
    }
  }

  void needless(String path, StoreId store, SubtaskRow subtask) {
    staged.put(path, new StagedRow(path, store, subtask.job, subtask.id, now()));
  }

  /** Nobody needs what a subtask's result refers to any more. */
  void forgetResult(SubtaskRow subtask) {
    promoted.remove(subtask.id);
    var result = results.remove(subtask.id);
    if (result != null && result.work().result() instanceof StagedResult.Stored stored) {
      needless(stored.path(), stored.store(), subtask);
    }
  }
}
