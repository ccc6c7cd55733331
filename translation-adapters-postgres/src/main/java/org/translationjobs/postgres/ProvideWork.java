package org.translationjobs.postgres;

import java.util.List;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.work.Claims.Provided;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.Provision;
import org.translationjobs.core.work.Provision.NewestRun;

/** Puts a person's text in: locks the job, the work item and the subtask, in this order. */
final class ProvideWork {
  private final Sql sql;
  private final ProvidedWork work;

  ProvideWork(Sql sql, ProvidedWork work) {
    this.sql = sql;
    this.work = work;
  }

  Provided provide() {
    var job = JobRows.lock(sql, work.job());
    var subtask = subtask("");
    if (job.isEmpty() || subtask.isEmpty()) {
      disposeRefused();
      return new Provided.NotFound();
    }
    var run = newestRun();
    // looked at without a lock before: what is refused keeps nobody from taking a claim back
    var refusal = refusal(job.get(), run, item(""), subtask.get());
    if (refusal.isEmpty()) {
      var item = item("for update");
      subtask = subtask("for update");
      if (subtask.isEmpty()) {
        disposeRefused();
        return new Provided.NotFound();
      }
      refusal = refusal(job.get(), run, item, subtask.get());
      if (refusal.isEmpty()) {
        return accept(job.get(), run.orElseThrow(), item);
      }
    }
    disposeRefused();
    return new Provided.Refused(refusal.get());
  }

  private Optional<ItemState> item(String lock) {
    return sql.row(
        "select state from {ops}.work_items where subtask_id = ? " + lock, work.subtask().value())
        .map(row -> ItemState.valueOf(Sql.text(row, "state")));
  }

  private Optional<Record> subtask(String lock) {
    return sql.row(
        "select status from {subtasks} where id = ? and job_id = ? " + lock,
        work.subtask().value(), work.job().value());
  }

  private Optional<String> refusal(
      Record job, Optional<Record> run, Optional<ItemState> item, Record subtask) {
    return Provision.refusal(
        new Provision.Facts(
            Sql.text(job, "status"), run.map(ProvideWork::newestRun), Sql.text(subtask, "status"),
            item, work.store()));
  }

  private Optional<Record> newestRun() {
    return sql.row(
        """
        select r.run_id, r.number, r.state, r.plan::text as plan_text,
          r.promotion_claim_id is not null and r.promotion_lease_until > now() as being_promoted
        from {ops}.job_runs r where r.job_id = ? order by r.number desc limit 1
        """, work.job().value());
  }

  private static NewestRun newestRun(Record row) {
    return new NewestRun(
        Sql.number(row, "number"), isActive(row), Sql.flag(row, "being_promoted"),
        PlanJson.read(Sql.text(row, "plan_text")).store());
  }

  private static boolean isActive(Record run) {
    return Sql.text(run, "state").equals("ACTIVE");
  }

  private Provided accept(Record job, Record run, Optional<ItemState> was) {
    disposeReplaced();
    writeItem(run);
    writeSubtask();
    if (isActive(run)) {
      settleSoon(run, was);
    }
    var progress = new Progress(JobRows.countDone(sql, work.job()), Sql.number(
        job, "total_subtasks"));
    JobRows.setProgress(sql, work.job(), progress);
    return new Provided.Accepted(progress, countMissing(), isActive(run));
  }

  /** Not the object itself, when this is a repetition. */
  private void disposeReplaced() {
    JobRows.dispose(sql, List.of(work.subtask().value()));
    sql.change(
        "delete from {ops}.staged_objects where path = ?::text and store_id = ?",
        path(), work.store().value());
  }

  /** The new claim id is the fence: nothing is accepted under an earlier one. */
  private void writeItem(Record run) {
    sql.change(
        """
        insert into {ops}.work_items
          (subtask_id, job_id, run_id, entity_type, entity_id, priority, seq, state, claim_id, ours,
          store_id, path, result_hash, source_hash, source_version, engine, promoted_at)
        select s.id, s.job_id, ?, s.entity_type, s.entity_id, s.priority, s.seq, 'DONE', ?, true,
          ?, ?, ?, ?, ?, ?, case ? when 'PROMOTED' then 'infinity'::timestamptz end
        from {subtasks} s where s.id = ?
        on conflict (subtask_id) do update set run_id = excluded.run_id, state = excluded.state,
          claim_id = excluded.claim_id, worker_id = null, lease_until = null, ours = true,
          store_id = excluded.store_id, path = excluded.path, result_hash = excluded.result_hash,
          source_hash = excluded.source_hash, source_version = excluded.source_version,
          engine = excluded.engine, warnings = array[]::text[], repeats = 0, last_problem = null,
          damaged_since = null, promoted_at = excluded.promoted_at
        """,
        Sql.uuid(run, "run_id"), work.id().value(), path() == null ? null : work.store().value(),
        path(), work.result().hash().hex(), work.sourceHash().hex(), work.sourceVersion(),
        ProvidedWork.ENGINE, Sql.text(run, "state"), work.subtask().value());
  }

  private void writeSubtask() {
    sql.change(
        """
        update {subtasks} s set status = 'DONE', result_path = ?::text, result_text = ?::text,
          error_message = null, finished_at = {now subtasks.finished_at},
          updated_at = {now subtasks.updated_at}
        where s.id = ?
        """,
        path(),
        work.result() instanceof StagedResult.Text(var text, var hash) ? text : null,
        work.subtask().value());
  }

  private void settleSoon(Record run, Optional<ItemState> was) {
    sql.change(
        """
        update {ops}.job_runs set open_items = greatest(0, open_items - ?), settle_due_at = now()
        where run_id = ? and state = 'ACTIVE'
        """,
        was.filter(state -> state == ItemState.READY).isPresent() ? 1 : 0, Sql.uuid(run, "run_id"));
  }

  private int countMissing() {
    return sql.count(
        "select count(*)::int from {subtasks} where job_id = ? and status <> 'DONE'",
        work.job().value());
  }

  /** What was staged for it is ours to delete. */
  private void disposeRefused() {
    if (path() != null) {
      sql.change(
          """
          insert into {ops}.staged_objects (path, store_id, job_id, subtask_id)
          values (?, ?, ?, ?) on conflict (path, store_id) do nothing
          """,
          path(), work.store().value(), work.job().value(), work.subtask().value());
    }
  }

  private @Nullable String path() {
    return work.result() instanceof StagedResult.Stored stored ? stored.path() : null;
  }
}
