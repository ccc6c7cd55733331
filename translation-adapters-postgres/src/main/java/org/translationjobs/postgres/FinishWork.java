package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.FinishedWork;

/**
 * Finishes a batch in one transaction: jobs by id, then work rows by id with the claim compared on
 * the locked row itself, then subtasks, then the counts.
 */
final class FinishWork {
  private static final int FEW_SUBTASKS = 500;

  private final Sql sql;
  private final List<FinishedWork> work;

  FinishWork(Sql sql, List<FinishedWork> work) {
    this.sql = sql;
    this.work = work;
  }

  Map<ClaimId, Finish> finish() {
    var running = lockRunningJobs();
    var accepted = new HashMap<UUID, Record>();
    write(running).forEach(row -> accepted.put(Sql.uuid(row, "claim_id"), row));
    writeWarnings(accepted);
    var standing = new HashMap<JobId, Standing>();
    for (var job : work.stream().map(w -> w.item().job()).distinct().toList()) {
      var fresh = (int) accepted.values()
          .stream()
          .filter(row -> Sql.flag(row, "fresh") && Sql.uuid(row, "job_id").equals(job.value()))
          .count();
      standing.put(job, count(job, fresh));
    }
    disposeStale(accepted);
    var answers = new LinkedHashMap<ClaimId, Finish>();
    for (var finished : work) {
      var at = standing.get(finished.item().job());
      answers.put(
          finished.claim(),
          accepted.containsKey(finished.claim().value()) && at != null
              ? new Finish.Accepted(at.progress(), at.open())
              : new Finish.Stale());
    }
    return answers;
  }

  /** The jobs that are IN_PROGRESS; all of them are locked. */
  private UUID[] lockRunningJobs() {
    return sql.rows(
        "select id, status from {jobs} where id = any(?) order by id for update",
        (Object) work.stream().map(w -> w.item().job().value()).distinct().toArray(UUID[]::new))
        .stream()
        .filter(row -> Sql.text(row, "status").equals(JobStatus.IN_PROGRESS.name()))
        .map(row -> Sql.uuid(row, "id"))
        .toArray(UUID[]::new);
  }

  /**
   * Each update joins its table with {@code held} alone, row by row by the key: the planner takes held for
   * one row, and with a second such table it would compare every row of one with every row of the other.
   * The state is written as an expression, or it would read the index of all claimed items for it.
   *
   * <p>Which items are meant is said twice, by the join and by a list of keys. A table that was analyzed while it
   * was empty is one row to the planner, whatever has been written since, and of two tables of one row it would
   * compare each with each; the list makes it look up the items by their key.
   */
  private List<Record> write(UUID[] running) {
    var subtasks = Sql.uuids(work, w -> w.item().subtask().value());
    return sql.rows(
        """
        with held as materialized (
          select g.*, w.state, w.run_id, w.job_id, w.silent
          from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as g
            (subtask_id, claim_id, store_id, path, text, hash, source_hash, source_version, engine)
          join {ops}.work_items w on w.subtask_id = g.subtask_id and w.subtask_id = any(?)
          where w.claim_id = g.claim_id and (w.state = 'DONE' and w.ours
            or w.state = 'CLAIMED' and w.job_id = any(?))
          order by w.subtask_id for update of w
        ), glossary as materialized (
          select run_id, (plan ->> 'glossaryVersion')::bigint as version
          from {ops}.job_runs where run_id = any(array(select distinct run_id from held))
        ), done as (
          update {subtasks} s set status = 'DONE', result_path = h.path, result_text = h.text,
            error_message = null, finished_at = {now subtasks.finished_at},
            started_at = case s.status when 'PENDING' then {now subtasks.started_at}
              else s.started_at end,
            updated_at = {now subtasks.updated_at}
          from held h
          where h.state = 'CLAIMED' and s.id = h.subtask_id and %s
          returning s.id
        ), written as (
          update {ops}.work_items w set state = 'DONE', lease_until = null, ours = true,
            store_id = h.store_id, path = h.path, result_hash = h.hash,
            source_hash = h.source_hash, source_version = h.source_version, engine = h.engine,
            damaged_since = null, last_problem = null, warnings = array[]::text[],
            promoted_at = null, glossary_claim_id = h.claim_id,
            glossary_version = (select version from glossary g where g.run_id = h.run_id)
          from held h
          where w.subtask_id = h.subtask_id and w.claim_id = h.claim_id
            and w.state || '' = 'CLAIMED' and w.subtask_id = any(array(select id from done))
          returning w.subtask_id, w.claim_id, w.run_id, w.job_id
        )
        select claim_id, run_id, job_id, true as fresh from written
        union all
        select claim_id, run_id, job_id, false from held where state = 'DONE'
        """.formatted(PostgresClaims.STANDS.formatted("h")),
        subtasks,
        Sql.uuids(work, w -> w.claim().value()),
        Sql.texts(work, FinishWork::store),
        Sql.texts(work, FinishWork::path),
        Sql.texts(
            work, w -> w.result() instanceof StagedResult.Text(var text, var hash) ? text : null),
        Sql.texts(work, w -> w.result().hash().hex()),
        Sql.texts(work, w -> w.sourceHash().hex()),
        Sql.texts(work, FinishedWork::sourceVersion),
        Sql.texts(work, w -> Sql.clean(w.engine())),
        subtasks, running);
  }

  private static @Nullable String path(FinishedWork finished) {
    return finished.result() instanceof StagedResult.Stored stored ? stored.path() : null;
  }

  private static @Nullable String store(FinishedWork finished) {
    return finished.result() instanceof StagedResult.Stored stored
        ? stored.store().value()
        : null;
  }

  /** Warnings are rare: statements of their own. */
  private void writeWarnings(Map<UUID, Record> accepted) {
    for (var finished : work) {
      if (!finished.warnings().isEmpty() && accepted.containsKey(finished.claim().value())) {
        sql.change(
            "update {ops}.work_items set warnings = ? where subtask_id = ? and claim_id = ?",
            finished.warnings().stream().map(Sql::clean).toArray(String[]::new),
            finished.item().subtask().value(), finished.claim().value());
      }
    }
  }

  /**
   * Few subtasks are counted, which finds what others changed at once; of more the number is carried
   * on, because counting them after every batch would cost more than all the rest, and is put right
   * when the run is settled.
   */
  private Standing count(JobId job, int fresh) {
    var row = sql.row(
        """
        select j.total_subtasks, r.run_id, r.open_items, case when j.total_subtasks <= ?
            then (select count(*)::int from %s and s.status = 'DONE')
            else j.completed_subtasks + ? end as done
        from {jobs} j left join {ops}.job_runs r on r.job_id = j.id and r.state = 'ACTIVE'
        where j.id = ?
        """.formatted(JobRows.itemsWithSubtasks("status")),
        FEW_SUBTASKS, job.value(), fresh, job.value());
    if (row.isEmpty()) {
      return new Standing(new Progress(0, 0), 0);
    }
    var open = row.get().get("open_items", Integer.class);
    var left = open == null ? 0 : Math.max(0, open - fresh);
    var progress =
        new Progress(Sql.number(row.get(), "done"), Sql.number(row.get(), "total_subtasks"));
    if (fresh > 0) {
      write(job, progress, row.get().get("run_id", UUID.class), left);
    }
    return new Standing(progress, left);
  }

  private void write(JobId job, Progress progress, @Nullable UUID run, int left) {
    sql.change(
        """
        with job as (
          update {jobs} set completed_subtasks = ?, progress = ?,
            updated_at = {now jobs.updated_at}
          where id = ?
        )
        update {ops}.job_runs set open_items = ?,
          settle_due_at = case when ? = 0 then now() else settle_due_at end
        where run_id = ?::uuid
        """,
        progress.done(),
        progress.percent(),
        job.value(),
        left,
        left,
        run);
  }

  /** What was staged under a claim that no longer stood is ours to delete. */
  private void disposeStale(Map<UUID, Record> accepted) {
    var stale = new ArrayList<FinishedWork>();
    for (var finished : work) {
      if (!accepted.containsKey(finished.claim().value()) && path(finished) != null) {
        stale.add(finished);
      }
    }
    if (stale.isEmpty()) {
      return;
    }
    sql.change(
        """
        insert into {ops}.staged_objects (path, store_id, job_id, subtask_id)
        select * from unnest(?, ?, ?, ?) on conflict (path, store_id) do nothing
        """,
        Sql.texts(stale, FinishWork::path),
        Sql.texts(stale, FinishWork::store),
        Sql.uuids(stale, w -> w.item().job().value()),
        Sql.uuids(stale, w -> w.item().subtask().value()));
  }

  private record Standing(Progress progress, int open) {}
}
