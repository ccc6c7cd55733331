package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.run.Settlement;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkerId;

/** Settling runs. */
class InMemoryRuns implements Runs {
  final Tables tables;
  private final ForeignChanges foreignChanges;

  InMemoryRuns(Tables tables) {
    this.tables = tables;
    this.foreignChanges = new ForeignChanges(tables);
  }

  @Override
  public List<RunId> toSettle(Duration lookAtLeastEvery, int atMost) {
    return tables.read(
        () -> tables.activeRuns.values()
            .stream()
            .filter(run -> wantsToBeSettled(run, lookAtLeastEvery))
            .sorted(Comparator.comparing((RunRow run) -> run.settledAt))
            .limit(atMost)
            .map(run -> run.id)
            .toList());
  }

  boolean wantsToBeSettled(RunRow run, Duration lookAtLeastEvery) {
    var now = tables.now();
    var job = tables.jobs.get(run.job);
    if (job == null || !job.is(JobStatus.IN_PROGRESS)) {
      return true;
    }
    return !run.settleDue.isAfter(now) || !run.settledAt.plus(lookAtLeastEvery).isAfter(now);
  }

  @Override
  public Settled settle(RunId id, WorkerId worker, StoreId store, Duration promotionLease) {
    return tables.write(() -> {
      var run = tables.runs.get(id);
      if (run == null) {
        return new Settled.GoesOn("there is no such run any more", 0);
      }
      if (!run.isActive()) {
        return new Settled.GoesOn("it is over: " + run.state, 0);
      }
      run.settledAt = tables.now();
      var job = tables.jobs.get(run.job);
      var isOurs = job != null && job.is(JobStatus.IN_PROGRESS);
      var takenIn = job != null && isOurs ? foreignChanges.takeIn(run, job) : 0;
      return switch (Settlement.decide(facts(run, job), Optional.ofNullable(job)
          .map(JobRow::languages))) {
        case Settlement.GoOn(var why) -> goOn(run, why, takenIn);
        case Settlement.Promote() -> promote(run, job, worker, store, promotionLease, takenIn);
        case Settlement.Fail(var message) -> fail(run, job, message);
        case Settlement.End(var why) -> end(run, job, why);
      };
    });
  }

  Settlement.Facts facts(RunRow run, @Nullable JobRow job) {
    if (job == null) {
      return new Settlement.Facts(
          null, run.plan.failurePolicy(), 0, 0, 0, 0, List.of(), 0, List.of(), Optional.empty(),
          false);
    }
    var failed = job.subtasks().stream().filter(s -> s.is(SubtaskStatus.FAILED)).toList();
    var undone = run.open() > 0
        ? List.<Settlement.Undone>of()
        : job.subtasks()
            .stream()
            .filter(s -> !s.is(SubtaskStatus.DONE) && !s.is(SubtaskStatus.FAILED))
            .limit(Settlement.NAMED)
            .map(s -> new Settlement.Undone(s.id, s.status))
            .toList();
    return new Settlement.Facts(
        job.status,
        run.plan.failurePolicy(),
        job.total,
        job.subtasks().size(),
        job.done(),
        run.open(),
        failed.stream().limit(Settlement.NAMED).map(InMemoryRuns::failure).toList(),
        failed.size(),
        undone,
        tables.promotionHold(job.id),
        run.isBeingPromoted(tables.now()));
  }

  private static Settlement.Failure failure(SubtaskRow subtask) {
    return new Settlement.Failure(
        subtask.id,
        subtask.entityType + " " + subtask.entityId,
        subtask.errorMessage == null ? "no reason was recorded" : subtask.errorMessage);
  }

  /** Whatever may change the answer makes the run due again. */
  private Settled goOn(RunRow run, String why, int takenIn) {
    run.note = why;
    run.settleDue = run.isBeingPromoted(tables.now()) ? run.promotionUntil : Instant.MAX;
    return new Settled.GoesOn(why, takenIn);
  }

  private Settled promote(
      RunRow run,
      @Nullable JobRow job,
      WorkerId worker,
      StoreId store,
      Duration lease,
      int takenIn) {
    if (job == null || !run.plan.store().equals(store)) {
      var why = "its results are staged in the store " + run.plan.store()
          + "; a worker with that store has to promote it, this one stages in " + store;
      var goesOn = goOn(run, why, takenIn);
      run.settleDue = tables.now().plusSeconds(1);
      return goesOn;
    }
    var claim = new ClaimId(tables.newId());
    run.promotion = claim;
    run.promoter = worker;
    run.promotedUntil(tables.now().plus(lease));
    run.note = null;
    return new Settled.Promote(
        new PromotionClaim(claim, worker, run.id, job.id, job.languages(), run.plan));
  }

  private Settled fail(RunRow run, @Nullable JobRow job, String message) {
    tables.endRun(run, RunRow.State.FAILED, message, true);
    if (job != null) {
      job.become(JobStatus.FAILED, message, tables.now());
    }
    return new Settled.JobFailed(run.job, message);
  }

  private Settled end(RunRow run, @Nullable JobRow job, String why) {
    var known = job != null && JobStatus.fromColumn(job.status).isPresent();
    tables.endRun(run, RunRow.State.ENDED, why, known);
    if (job != null && known) {
      job.recount(tables.now());
    }
    return new Settled.Ended(run.job, why);
  }
}
