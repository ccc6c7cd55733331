package org.translationjobs.postgres;

import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jooq.Record;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.promotion.PromotionClaim;

/**
 * The end of a promotion: under the job's lock everything that was written is compared with the rows
 * as they are now, then the job is completed. Between the comparison and the commit nobody can
 * change a subtask that we know or add one.
 */
final class PromotionEnd {
  private final Sql sql;
  private final PromotionClaim claim;
  private final PromotionLog log;
  private final IntSupplier counted;
  private int subtasks;

  /** @param counted all subtasks of the job, asked for once it is locked */
  PromotionEnd(Sql sql, PromotionClaim claim, PromotionLog log, IntSupplier counted) {
    this.sql = sql;
    this.claim = claim;
    this.log = log;
    this.counted = counted;
  }

  /** Enters the promotion, or says why it cannot be completed now. */
  Optional<String> enter() {
    var job = JobRows.lock(sql, claim.job());
    var hindrance = job.isEmpty()
        ? Optional.of("the job was deleted")
        : hindrance(job.get());
    if (hindrance.isEmpty()) {
      write();
    }
    return hindrance;
  }

  private Optional<String> hindrance(Record job) {
    var status = Sql.text(job, "status");
    if (!status.equals(JobStatus.IN_PROGRESS.name())) {
      return Optional.of("the job was set to " + status);
    }
    var ours = sql.row(
        """
        select 1 from {ops}.job_runs
        where run_id = ? and state = 'ACTIVE' and promotion_claim_id = ? for update
        """, claim.run().value(), claim.id().value());
    if (ours.isEmpty()) {
      return Optional.of("the claim on the promotion was lost");
    }
    return HoldRules.promotionHold(sql, claim.job())
        .map(why -> "held: " + why)
        .or(() -> subtasks(Sql.number(job, "total_subtasks")));
  }

  /** All are counted by a query that locks nothing: without an index it reads the whole table. */
  private Optional<String> subtasks(int total) {
    var known = known();
    var done = Sql.number(known, "done");
    var all = counted.getAsInt();
    subtasks = all;
    if (all == 0 || all < total) {
      return Optional.of("it has " + all + " subtasks, total_subtasks says " + total);
    }
    if (Sql.number(known, "known") < all) {
      return Optional.of(
          (all - Sql.number(known, "known")) + " of " + all + " subtasks were added meanwhile");
    }
    return done < all
        ? Optional.of((all - done) + " of " + all + " subtasks are no longer DONE")
        : difference(Sql.number(known, "waiting"), Sql.number(known, "unchanged"));
  }

  /**
   * In one pass over the subtasks that we know, whose rows stay locked until the commit, so that nobody
   * resets one that is being counted: how many there are, are DONE, wait for their promotion, and are as
   * they were when this promotion wrote their texts.
   */
  private Record known() {
    return sql.one(
        """
        with locked as materialized (
          select w.*, s.status, s.result_path, s.result_text
          from (select subtask_id, job_id, state, promoted_at, entity_type, entity_id, claim_id
            from {ops}.work_items where job_id = ? order by subtask_id) w
          cross join lateral (select status, result_path, result_text from {subtasks}
            where id = w.subtask_id and job_id = w.job_id offset 0 for share) s
        )
        select count(*)::int as known,
          (count(*) filter (where w.status = 'DONE'))::int as done,
          (count(*) filter (where w.state <> 'DONE'
            or w.promoted_at is null and w.entity_type in ('chapter', 'novel', 'volume')))::int
            as waiting,
          (count(*) filter (where w.state = 'DONE' and w.promoted_at is null
            and (select p.claim_id is not distinct from w.claim_id and p.result_print
                = md5(coalesce(w.result_path, '') || '|' || coalesce(w.result_text, ''))
              from {ops}.promoted_rows p where p.entity_type = w.entity_type
                and p.entity_id = w.entity_id and p.lang = ?
                and p.run_id = ? and p.subtask_id = w.subtask_id)))::int as unchanged
        from locked w
        """, claim.job().value(), claim.languages().to(), claim.run().value());
  }

  private Optional<String> difference(int waiting, int unchangedWritten) {
    var same = unchangedWritten + unchangedKept();
    var handled = log.inserted() + log.updated() + log.keptTexts().size();
    return waiting == handled && same == handled
        ? Optional.empty()
        : Optional.of(
            "subtasks changed while they were promoted: " + handled + " were handled, " + waiting
                + " wait now, " + same + " are unchanged");
  }

  private int unchangedKept() {
    var kept = log.keptTexts();
    return kept.isEmpty() ? 0
        : sql.count(
            """
        select count(*)::int from unnest(?, ?, ?) as k (subtask_id, claim_id, print)
        join {ops}.work_items w on w.subtask_id = k.subtask_id
        join {subtasks} s on s.id = w.subtask_id
        where w.job_id = ? and w.state = 'DONE' and w.promoted_at is null
          and k.claim_id is not distinct from w.claim_id
          and k.print = md5(coalesce(s.result_path, '') || '|' || coalesce(s.result_text, ''))
        """,
            Sql.uuids(kept, k -> k.subtask().value()),
            kept.stream().map(k -> k.result().claim().orElse(null)).toArray(UUID[]::new),
            Sql.texts(kept, k -> k.result().print()), claim.job().value());
  }

  private void write() {
    sql.change(
        """
        insert into {ops}.promotions (run_id, job_id, worker_id, inserted, updated, kept)
        values (?, ?, ?, ?, ?, ?)
        """,
        claim.run().value(), claim.job().value(), claim.worker().value(), log.inserted(),
        log.updated(), log.kept().toArray(String[]::new));
    sql.change(
        """
        update {ops}.job_runs set state = 'PROMOTED', ended_at = clock_timestamp(), note = null,
          settled_at = clock_timestamp(), promotion_lease_until = null, open_items = 0
        where run_id = ?
        """, claim.run().value());
    sql.change(
        """
        update {ops}.work_items set damaged_since = null
        where job_id = ? and damaged_since is not null
        """, claim.job().value());
    sql.change(
        """
        update {jobs} set status = 'COMPLETED', progress = 100, error_message = null,
          completed_subtasks = ?, finished_at = {now jobs.finished_at},
          updated_at = {now jobs.updated_at}
        where id = ?
        """, subtasks, claim.job().value());
  }
}
