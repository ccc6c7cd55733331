package org.translationjobs.postgres;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.run.Settlement;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkerId;

/** Settles one run: lock, take in what others changed, decide, apply. */
final class Settling {
  private static final int MOST_LOOKS = 5;

  private final Sql sql;
  private final RunId run;
  private final JobId job;
  private final WorkerId worker;
  private final StoreId store;
  private final Duration promotionLease;

  Settling(
      Sql sql, RunId run, JobId job, WorkerId worker, StoreId store, Duration promotionLease) {
    this.sql = sql;
    this.run = run;
    this.job = job;
    this.worker = worker;
    this.store = store;
    this.promotionLease = promotionLease;
  }

  Settled settle() {
    var jobRow = JobRows.lock(sql, job);
    var runRow = sql.one(
        """
        select r.state, r.note, r.settled_at is null and r.open_items = 0 as first_at_end,
          coalesce(r.only_subtasks, array[r.only_subtask]) as only, r.plan::text as plan_text,
          r.promotion_claim_id is not null and r.promotion_lease_until > now() as being_promoted
        from {ops}.job_runs r where r.run_id = ? for update
        """, run.value());
    if (!Sql.text(runRow, "state").equals("ACTIVE")) {
      return over(runRow);
    }
    var status = jobRow.map(row -> Sql.text(row, "status")).orElse(null);
    var plan = PlanJson.read(Sql.text(runRow, "plan_text"));
    var beingPromoted = Sql.flag(runRow, "being_promoted");
    // the run's start has read what its creator announced, and the end of a promotion counts all
    var withNew = !Sql.flag(runRow, "first_at_end");
    var due = 0;
    for (var look = 1;; look++) {
      if (withNew) {
        due += takeIn(status, runRow, true).due();
      }
      var counts = counts();
      if (!withNew && Sql.flag(counts, "differ")) {
        due += takeIn(status, runRow, false).due();
        counts = counts();
      }
      var facts = facts(counts, jobRow, status, plan, beingPromoted);
      var settlement = Settlement.decide(facts, jobRow.map(JobRows::languages));
      if (settlement instanceof Settlement.Fail && look < MOST_LOOKS) {
        // others may have changed subtasks since they were taken in: no job fails for that
        withNew = true;
        var since = takeIn(status, runRow, withNew);
        due += since.due();
        if (since.anything()) {
          continue;
        }
      }
      return apply(settlement, facts, jobRow, plan, due);
    }
  }

  private TakingIn.TakenIn takeIn(@Nullable String status, Record runRow, boolean withNew) {
    return JobStatus.IN_PROGRESS.name().equals(status)
        ? new TakingIn(sql, job, run, only(runRow)).takeIn(withNew)
        : TakingIn.TakenIn.NOTHING;
  }

  /** To which subtasks the run is limited; empty: to none. */
  private static Set<UUID> only(Record runRow) {
    return Arrays.stream(runRow.get("only", UUID[].class))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private Settled over(Record runRow) {
    return new Settled.GoesOn(
        "the run is over: " + Sql.text(runRow, "state")
            + Sql.optional(runRow, "note").map(note -> ", " + note).orElse(""),
        0);
  }

  private Settled apply(
      Settlement settlement, Settlement.Facts facts, Optional<Record> jobRow, Plan plan,
      int takenIn) {
    return switch (settlement) {
      case Settlement.GoOn(var why) -> {
        settledUntil(facts, why);
        yield new Settled.GoesOn(why, takenIn);
      }
      case Settlement.Promote() -> promote(jobRow.orElseThrow(), plan, takenIn);
      case Settlement.Fail(var message) -> {
        JobRows.endRun(sql, run.value(), "FAILED", message);
        JobRows.end(sql, job, JobStatus.FAILED.name(), message);
        yield new Settled.JobFailed(job, message);
      }
      case Settlement.End(var why) -> {
        JobRows.endRun(sql, run.value(), "ENDED", why);
        yield new Settled.Ended(job, why);
      }
    };
  }

  /** A held run is looked at again when a hold is released, and now and then like every other. */
  private void settledUntil(Settlement.Facts facts, String why) {
    sql.change(
        """
        update {ops}.job_runs set settled_at = now(), note = ?,
          settle_due_at = case when ? then promotion_lease_until end
        where run_id = ?
        """, why, facts.promotionClaimed(), run.value());
  }

  private Settled promote(Record jobRow, Plan plan, int takenIn) {
    if (!plan.store().equals(store)) {
      var why = "its results are staged in the store " + plan.store()
          + "; a worker with that store has to promote it, this one stages in " + store;
      sql.change(
          """
          update {ops}.job_runs set settled_at = now(), note = ?,
            settle_due_at = now() + interval '1 second'
          where run_id = ?
          """, why, run.value());
      return new Settled.GoesOn(why, takenIn);
    }
    var claim = ClaimId.random();
    sql.change(
        """
        update {ops}.job_runs set settled_at = now(), note = null, promotion_claim_id = ?,
          promotion_worker_id = ?, promotion_lease_until = now() + ? * interval '1 second',
          settle_due_at = now() + ? * interval '1 second'
        where run_id = ?
        """,
        claim.value(), worker.value(), Sql.seconds(promotionLease), Sql.seconds(promotionLease),
        run.value());
    return new Settled.Promote(
        new PromotionClaim(
            claim, worker, run, job,
            JobRows.languages(jobRow), plan));
  }

  /** Of the subtasks that have work items, and whether others seem to have changed or deleted any. */
  private Record counts() {
    return sql.one(
        """
        select count(s.status)::int as subtasks,
          (count(*) filter (where s.status = 'DONE'))::int as done,
          (count(*) filter (where s.status = 'FAILED'))::int as failed,
          (count(s.status) filter (where w.run_id = ? and w.state in ('READY', 'CLAIMED')))::int
            as open,
          coalesce(bool_or(%s), false) as differ
        from {ops}.work_items w left join lateral
          (select status from {subtasks} where id = w.subtask_id offset 0) s on true
        where w.job_id = ?
        """.formatted(TakingIn.DIFFERS), run.value(), job.value());
  }

  private Settlement.Facts facts(
      Record counts, Optional<Record> jobRow, @Nullable String status, Plan plan,
      boolean beingPromoted) {
    var open = Sql.number(counts, "open");
    sql.change(
        "update {ops}.job_runs set open_items = ? where run_id = ? and open_items <> ?",
        open, run.value(), open);
    var subtasks = Sql.number(counts, "subtasks");
    var done = Sql.number(counts, "done");
    var total = jobRow.map(row -> Math.max(Sql.number(row, "total_subtasks"), subtasks)).orElse(0);
    if (Objects.equals(status, JobStatus.IN_PROGRESS.name())) {
      JobRows.setProgress(sql, job, new Progress(done, total));
    }
    var failed = Sql.number(counts, "failed");
    return new Settlement.Facts(
        status, plan.failurePolicy(), total, subtasks, done, open,
        failed == 0 ? List.of() : failures(), failed,
        open > 0 || done + failed == subtasks ? List.of() : undone(),
        HoldRules.promotionHold(sql, job), beingPromoted);
  }

  private List<Settlement.Undone> undone() {
    return sql.rows(
        """
        select s.id, s.status from %s
          and s.status not in ('DONE', 'FAILED') order by s.priority, s.seq, s.id limit ?
        """.formatted(JobRows.itemsWithSubtasks("id, status, priority, seq")),
        job.value(), Settlement.NAMED)
        .stream()
        .map(
            row -> new Settlement.Undone(
                new SubtaskId(Sql.uuid(row, "id")), Sql.text(row, "status")))
        .toList();
  }

  private List<Settlement.Failure> failures() {
    return sql.rows(
        """
        select s.id, s.entity_type, s.entity_id,
          coalesce(s.error_message, w.last_problem, 'no reason is known') as reason
        from %s and s.status = 'FAILED'
        order by s.priority, s.seq, s.id limit ?
        """.formatted(
            JobRows.itemsWithSubtasks(
                "id, status, entity_type, entity_id, error_message, priority, seq")),
        job.value(), Settlement.NAMED)
        .stream()
        .map(
            row -> new Settlement.Failure(
                new SubtaskId(Sql.uuid(row, "id")),
                Sql.text(row, "entity_type") + " " + Sql.uuid(row, "entity_id"),
                Sql.text(row, "reason")))
        .toList();
  }
}
