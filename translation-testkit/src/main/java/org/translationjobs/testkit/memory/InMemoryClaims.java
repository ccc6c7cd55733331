package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.Provision;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem.Counts;
import org.translationjobs.core.work.WorkerId;

/** Claims, leases and results. Each rule is a method of its own, so that a test can break one. */
class InMemoryClaims implements Claims {
  final Tables tables;

  InMemoryClaims(Tables tables) {
    this.tables = tables;
  }

  @Override
  public List<ClaimableRun> claimable(WorkerId worker, int atMost) {
    return tables.read(
        () -> tables.activeRuns.values()
            .stream()
            .filter(run -> isClaimable(run, worker))
            .map(run -> view(run, tables.jobs.get(run.job)))
            .sorted(Comparator.comparingInt(ClaimableRun::liveClaims))
            .limit(atMost)
            .toList());
  }

  boolean isClaimable(RunRow run, WorkerId worker) {
    return run.anyDue(tables.now()) && jobOf(run, worker) != null;
  }

  private ClaimableRun view(RunRow run, @Nullable JobRow job) {
    if (job == null) {
      throw new IllegalStateException("run " + run.id + " has no job");
    }
    return new ClaimableRun(
        run.id, run.job, job.languages(), run.plan, run.count(ItemState.CLAIMED),
        run.due(tables.now()).stream().anyMatch(InMemoryClaims::runsAlone));
  }

  /** The job of a run from which this worker may claim, otherwise null. */
  @Nullable
  JobRow jobOf(RunRow run, WorkerId worker) {
    var job = tables.jobs.get(run.job);
    return job != null
        && job.is(JobStatus.IN_PROGRESS)
        && !tables.isHeld(run)
        && !tables.isReservedForAnother(run, worker) ? job : null;
  }

  private static boolean runsAlone(ItemRow item) {
    return Rescue.runsAlone(item.counts);
  }

  @Override
  public List<Claim> claim(
      WorkerId worker, List<RunId> runs, int perRun, int atMost, Duration lease, boolean silent) {
    return claim(worker, runs, perRun, atMost, lease, silent, item -> !runsAlone(item));
  }

  @Override
  public Set<ClaimId> show(WorkerId worker, Collection<Claim> claims) {
    return tables.write(() -> {
      var shown = new LinkedHashSet<ClaimId>();
      for (var id : inOrder(claims)) {
        var item = held(worker, id);
        var job = item == null ? null : tables.jobs.get(item.run.job);
        if (item != null && item.silent && job != null && job.is(JobStatus.IN_PROGRESS)
            && isUntouched(item)) {
          item.silent = false;
          if (item.subtask.is(SubtaskStatus.PENDING)) {
            item.subtask.started(tables.now());
          }
        }
        if (item != null && !item.silent) {
          shown.add(id);
        }
      }
      return shown;
    });
  }

  @Override
  public boolean reserveAlone(WorkerId worker, Duration lease) {
    return tables.read(() -> {
      var isFree = tables.alone == null
          || tables.alone.equals(worker)
          || !tables.aloneUntil.isAfter(tables.now());
      if (isFree) {
        tables.alone = worker;
        tables.aloneUntil = tables.now().plus(lease);
      }
      return isFree;
    });
  }

  @Override
  public Optional<Claim> claimAlone(WorkerId worker, List<RunId> runs, Duration lease) {
    return claim(worker, runs, 1, 1, lease, false, InMemoryClaims::runsAlone).stream()
        .findFirst();
  }

  private List<Claim> claim(
      WorkerId worker,
      List<RunId> runs,
      int perRun,
      int atMost,
      Duration lease,
      boolean silent,
      Predicate<ItemRow> wanted) {
    return tables.write(() -> {
      var claims = new ArrayList<Claim>();
      for (var id : runs) {
        var run = tables.activeRun(id);
        var job = run == null ? null : jobOf(run, worker);
        if (run != null && job != null) {
          passOverAstray(run);
          due(run)
              .stream()
              .filter(wanted)
              .limit(Math.max(0, Math.min(perRun, atMost - claims.size())))
              .forEach(item -> claims.add(claim(item, job, worker, lease, silent)));
        }
      }
      return List.copyOf(claims);
    });
  }

  List<ItemRow> due(RunRow run) {
    return run.due(tables.now());
  }

  /** What others took out of the run waits until it is settled. */
  private void passOverAstray(RunRow run) {
    for (var item : run.due(tables.now())) {
      if (!isTranslatable(item.subtask)) {
        item.dueAt = tables.now().plusSeconds(5);
        run.settleDue = tables.now();
      }
    }
  }

  private static boolean isTranslatable(SubtaskRow subtask) {
    return !subtask.deleted
        && (subtask.is(SubtaskStatus.PENDING) || subtask.is(SubtaskStatus.IN_PROGRESS));
  }

  Claim claim(ItemRow item, JobRow job, WorkerId worker, Duration lease, boolean silent) {
    var id = new ClaimId(tables.newId());
    var silently = silent && item.subtask.is(SubtaskStatus.PENDING);
    item.claimed(id, worker, tables.now().plus(lease), silently);
    tables.claims.put(id, item);
    if (!silent) {
      item.subtask.started(tables.now());
      job.recount(tables.now());
    }
    return new Claim(
        id, item.view(), job.novel, job.languages(), item.run.plan, job.stagingPrefix);
  }

  @Override
  public Set<ClaimId> renew(WorkerId worker, Collection<Claim> claims, Duration lease) {
    return tables.write(() -> {
      var lost = new LinkedHashSet<ClaimId>();
      for (var id : inOrder(claims)) {
        var item = held(worker, id);
        if (item == null || !stands(item)) {
          lost.add(id);
          handBackIfInterrupted(item);
        } else {
          item.leaseUntil = tables.now().plus(lease);
        }
      }
      return lost;
    });
  }

  /** So that the end of its lease does not count as the death of its worker. */
  private void handBackIfInterrupted(@Nullable ItemRow item) {
    if (item != null && tables.isInterrupted(item.run)) {
      handBack(item);
      recount(item);
    }
  }

  private void handBack(ItemRow item) {
    var counts = item.counts;
    item.counts = new Counts(
        counts.attempts(), counts.interruptions() + 1, counts.rescues());
    giveBack(item, Duration.ZERO);
  }

  @Override
  public Set<ClaimId> revoked(WorkerId worker, Collection<Claim> claims) {
    return tables.read(() -> {
      var revoked = new LinkedHashSet<ClaimId>();
      for (var id : inOrder(claims)) {
        var item = held(worker, id);
        if (item == null || !stands(item)) {
          revoked.add(id);
        }
      }
      return revoked;
    });
  }

  /** A set's own order may differ from one JVM to the next. */
  private static List<ClaimId> inOrder(Collection<Claim> claims) {
    return claims.stream().map(Claim::id).sorted(Comparator.comparing(ClaimId::value)).toList();
  }

  private @Nullable ItemRow held(WorkerId worker, ClaimId id) {
    var item = tables.claims.get(id);
    return item != null && item.isHeldUnder(id) && worker.equals(item.worker) ? item : null;
  }

  boolean stands(ItemRow item) {
    var job = tables.jobs.get(item.run.job);
    return job != null
        && job.is(JobStatus.IN_PROGRESS)
        && isUntouched(item)
        && !tables.isInterrupted(item.run);
  }

  /** Whether nobody else has changed the subtask of a claimed item. */
  private static boolean isUntouched(ItemRow item) {
    return !item.subtask.deleted
        && (item.subtask.is(SubtaskStatus.IN_PROGRESS)
            || (item.silent && item.subtask.is(SubtaskStatus.PENDING)));
  }

  @Override
  public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
    return tables.write(() -> {
      var accepted = new LinkedHashMap<ClaimId, ItemRow>();
      for (var one : work) {
        var item = finish(one);
        if (item != null) {
          accepted.put(one.claim(), item);
        }
      }
      var finishes = new LinkedHashMap<ClaimId, Finish>();
      work.forEach(one -> finishes.put(one.claim(), answer(accepted.get(one.claim()))));
      return finishes;
    });
  }

  private Finish answer(@Nullable ItemRow accepted) {
    var job = accepted == null ? null : tables.jobs.get(accepted.run.job);
    return accepted == null || job == null
        ? new Finish.Stale()
        : new Finish.Accepted(new Progress(job.done(), job.total), accepted.run.open());
  }

  /** The item when the finish is accepted, otherwise null. */
  private @Nullable ItemRow finish(FinishedWork work) {
    var run = tables.runs.get(work.item().run());
    var item = run == null ? null : run.item(work.item().subtask());
    var job = run == null ? null : tables.jobs.get(run.job);
    if (run == null || item == null || job == null) {
      return null;
    }
    if (isRepeated(item, work)) {
      return item;
    }
    if (!mayFinish(work, item, job)) {
      if (work.result() instanceof StagedResult.Stored stored) {
        tables.needless(stored.path(), stored.store(), item.subtask);
      }
      return null;
    }
    accept(work, item, job);
    return item;
  }

  boolean mayFinish(FinishedWork work, ItemRow item, JobRow job) {
    return item.run.isActive()
        && item.isHeldUnder(work.claim())
        && job.is(JobStatus.IN_PROGRESS)
        && isUntouched(item);
  }

  private static boolean isRepeated(ItemRow item, FinishedWork work) {
    return item.state == ItemState.DONE && work.claim().equals(item.claim);
  }

  private void accept(FinishedWork work, ItemRow item, JobRow job) {
    var now = tables.now();
    var subtask = item.subtask;
    tables.forgetResult(subtask);
    switch (work.result()) {
      case StagedResult.Stored stored -> {
        subtask.finished(stored.path(), null, now);
        tables.staged.put(
            stored.path(),
            new StagedRow(stored.path(), stored.store(), job.id, subtask.id, null));
      }
      case StagedResult.Text text -> subtask.finished(null, text.text(), now);
    }
    tables.results.put(subtask.id, new ResultRow(work));
    tables.unclaim(item);
    item.done();
    job.recount(now);
    if (item.run.open() == 0) {
      item.run.settleDue = now;
    }
  }

  @Override
  public Provided provide(ProvidedWork work) {
    return tables.write(() -> {
      var job = tables.jobs.get(work.job());
      var subtask = job == null ? null : job.subtask(work.subtask());
      if (job == null || subtask == null) {
        disposeRefused(work);
        return new Provided.NotFound();
      }
      var run = tables.newestRun(job.id);
      var refusal = refusal(work, job, subtask, run);
      if (refusal.isPresent() || run.isEmpty()) {
        disposeRefused(work);
        return new Provided.Refused(refusal.orElse("it has no run"));
      }
      return provide(work, job, subtask, run.get());
    });
  }

  Optional<String> refusal(
      ProvidedWork work, JobRow job, SubtaskRow subtask, Optional<RunRow> run) {
    return Provision.refusal(
        new Provision.Facts(
            job.status,
            run.map(
                r -> new Provision.NewestRun(
                    r.number, r.isActive(), r.isBeingPromoted(tables.now()), r.plan.store())),
            subtask.status,
            run.flatMap(r -> Optional.ofNullable(r.item(subtask.id))).map(item -> item.state),
            work.store()));
  }

  private Provided provide(ProvidedWork work, JobRow job, SubtaskRow subtask, RunRow run) {
    var now = tables.now();
    var known = run.item(subtask.id);
    var item = known == null ? run.add(new ItemRow(run, subtask, ItemState.DONE, now)) : known;
    tables.forgetResult(subtask);
    switch (work.result()) {
      case StagedResult.Stored stored -> {
        subtask.finished(stored.path(), null, now);
        tables.staged.put(
            stored.path(),
            new StagedRow(stored.path(), stored.store(), job.id, subtask.id, null));
      }
      case StagedResult.Text text -> subtask.finished(null, text.text(), now);
    }
    tables.results.put(
        subtask.id,
        new ResultRow(
            new FinishedWork(
                work.id(), item.view(), work.result(), work.sourceHash(), work.sourceVersion(),
                ProvidedWork.ENGINE, List.of())));
    item.provided(work.id());
    job.recount(now);
    if (run.isActive()) {
      run.settleDue = now;
    }
    var missing = job.subtasks().size() - job.done();
    return new Provided.Accepted(new Progress(job.done(), job.total), missing, run.isActive());
  }

  private void disposeRefused(ProvidedWork work) {
    if (work.result() instanceof StagedResult.Stored(var path, var hash, var store)) {
      tables.staged.put(
          path, new StagedRow(path, store, work.job(), work.subtask(), tables.now()));
    }
  }

  @Override
  public Set<ClaimId> release(List<Release> releases) {
    return tables.write(() -> {
      var held = new LinkedHashSet<ClaimId>();
      for (var release : releases) {
        var item = held(release);
        if (item != null) {
          release(item, release);
          held.add(release.claim());
        }
      }
      return held;
    });
  }

  @Nullable
  ItemRow held(Release release) {
    var item = tables.claims.get(release.claim());
    return item != null && item.isHeldUnder(release.claim()) ? item : null;
  }

  private void release(ItemRow item, Release release) {
    var counts = item.counts;
    switch (release) {
      case Release.HandBack handBack -> handBack(item);
      case Release.Postpone postpone -> {
        item.lastProblem = postpone.reason();
        giveBack(item, postpone.delay());
      }
      case Release.Retry retry -> {
        item.counts = new Counts(
            counts.attempts() + 1, counts.interruptions(), counts.rescues());
        item.lastProblem = retry.reason();
        giveBack(item, retry.delay());
      }
      case Release.Fail fail -> {
        item.counts = new Counts(
            counts.attempts() + 1, counts.interruptions(), counts.rescues());
        fail(item, fail.reason());
      }
    }
    recount(item);
  }

  private void recount(ItemRow item) {
    var job = tables.jobs.get(item.run.job);
    if (job != null && job.is(JobStatus.IN_PROGRESS)) {
      job.recount(tables.now());
    }
  }

  private void giveBack(ItemRow item, Duration delay) {
    tables.takeBack(item, tables.now().plus(delay));
    if (isOurs(item)) {
      item.subtask.handedBack(tables.now());
    }
  }

  private void fail(ItemRow item, String reason) {
    tables.unclaim(item);
    item.failed(reason);
    item.run.settleDue = tables.now();
    if (isOurs(item) && isUntouched(item)) {
      item.subtask.failed(reason, tables.now());
    }
  }

  /** The rows of a job in a status that is not ours are left alone. */
  private boolean isOurs(ItemRow item) {
    var job = tables.jobs.get(item.run.job);
    return job != null
        && JobStatus.fromColumn(job.status).isPresent()
        && !item.subtask.deleted;
  }

  @Override
  public List<Rescued> rescue(int atMost) {
    return tables.write(
        () -> tables.claims.values()
            .stream()
            .filter(this::isOver)
            .sorted(Comparator.comparing((ItemRow item) -> item.leaseUntil))
            .limit(atMost)
            .toList()
            .stream()
            .map(this::rescue)
            .toList());
  }

  boolean isOver(ItemRow item) {
    return item.leaseUntil.isBefore(tables.now());
  }

  Rescued rescue(ItemRow item) {
    var claim = item.claim;
    var from = item.worker;
    if (claim == null || from == null) {
      throw new IllegalStateException("item " + item.subtask.id + " is not claimed");
    }
    tables.leaveBehind(item);
    var failed = switch (Rescue.decide(item.counts)) {
      case Rescue.Due(var counts) -> {
        item.counts = counts;
        giveBack(item, Duration.ZERO);
        yield false;
      }
      case Rescue.Fatal(var counts, var reason) -> {
        item.counts = counts;
        fail(item, reason);
        yield true;
      }
    };
    recount(item);
    return new Rescued(item.view(), claim, from, failed);
  }
}
