package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.Reconciliation;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.ItemState;

/**
 * Takes in what others did to the subtasks of a job with a run under way: added, deleted, reset,
 * finished, failed. Under the job's lock; what is decided is {@link Reconciliation}'s.
 */
final class TakingIn {
  /** Of an item {@code w} and its subtask {@code s}: that one does not say what the other does. */
  static final String DIFFERS =
      """
      (w.state, s.status) is distinct from ('DONE', 'DONE')
        and (w.state, s.status) is distinct from ('READY', 'PENDING')
        and (w.state, s.status) is distinct from ('CLAIMED', 'IN_PROGRESS')
        and (w.state, s.status, w.silent) is distinct from ('CLAIMED', 'PENDING', true)
        and (w.state, s.status) is distinct from ('FAILED', 'FAILED')
      """;

  private final Sql sql;
  private final JobId job;
  private final RunId run;
  private final Set<UUID> only;

  /** @param only to which the run is limited; empty for all */
  TakingIn(Sql sql, JobId job, RunId run, Set<UUID> only) {
    this.sql = sql;
    this.job = job;
    this.run = run;
    this.only = only;
  }

  /**
   * What was found.
   *
   * @param due
   *          how many subtasks became due
   * @param anything
   *          whether anything was other than known before
   */
  record TakenIn(int due, boolean anything) {
    static final TakenIn NOTHING = new TakenIn(0, false);
  }

  /** @param withNew whether subtasks that were added are looked for, which reads the whole table */
  TakenIn takeIn(boolean withNew) {
    var deleted = forgetDeleted();
    var decided = new EnumMap<Reconciliation, List<UUID>>(Reconciliation.class);
    for (var row : withNew ? differences() : differencesOfKnown()) {
      var id = Sql.uuid(row, "id");
      decided.computeIfAbsent(decide(row, id), r -> new ArrayList<>()).add(id);
    }
    apply(decided);
    decided.remove(Reconciliation.KEEP);
    return new TakenIn(
        decided.getOrDefault(Reconciliation.TRANSLATE, List.of()).size(),
        deleted || !decided.isEmpty());
  }

  private Reconciliation decide(Record row, UUID id) {
    return Reconciliation.decide(
        Sql.optional(row, "state").map(ItemState::valueOf),
        Sql.flag(row, "silent"),
        Sql.text(row, "status"),
        Sql.flag(row, "has_result"),
        only.isEmpty() || only.contains(id));
  }

  private void apply(Map<Reconciliation, List<UUID>> decided) {
    decided.forEach((decision, ids) -> {
      var array = ids.toArray(UUID[]::new);
      switch (decision) {
        case KEEP -> {
        }
        case TRANSLATE -> translate(array);
        case FINISHED -> write(array, ItemState.DONE);
        case FAILED -> write(array, ItemState.FAILED);
        case ASIDE -> write(array, ItemState.ASIDE);
      }
    });
  }

  private List<Record> differences() {
    return differences(
        """
        select s.id, s.status, w.state, coalesce(w.silent, false) as silent,
          s.result_path is not null or s.result_text is not null as has_result
        from {subtasks} s left join {ops}.work_items w on w.subtask_id = s.id
        where s.job_id = ?
        """);
  }

  private List<Record> differencesOfKnown() {
    return differences(
        "select s.*, w.state, w.silent from " + JobRows.itemsWithSubtasks(
            "id, status, result_path is not null or result_text is not null as has_result"));
  }

  private List<Record> differences(String ofJob) {
    return sql.rows(
        ofJob + """
              and\s""" + DIFFERS, job.value());
  }

  private boolean forgetDeleted() {
    var gone = sql.rows(
        """
        select w.subtask_id from {ops}.work_items w
        where w.job_id = ? and (select s.id from {subtasks} s where s.id = w.subtask_id) is null
        order by w.subtask_id for update of w
        """, job.value()).stream().map(row -> Sql.uuid(row, "subtask_id")).toList();
    if (!gone.isEmpty()) {
      JobRows.dispose(sql, gone);
      sql.change(
          "delete from {ops}.work_items where subtask_id = any(?)",
          (Object) gone.toArray(UUID[]::new));
    }
    return !gone.isEmpty();
  }

  private void translate(UUID[] subtasks) {
    JobRows.dispose(sql, List.of(subtasks));
    write(subtasks, ItemState.READY);
    sql.change(
        """
        update {subtasks} s set status = 'PENDING', result_path = null, result_text = null,
          error_message = null, started_at = null, finished_at = null,
          updated_at = {now subtasks.updated_at}
        where s.id = any(?) and (s.status <> 'PENDING' or s.result_path is not null
          or s.result_text is not null or s.error_message is not null)
        """, (Object) subtasks);
  }

  /** An item without any trace of an earlier result or claim: what is there now is foreign. */
  private void write(UUID[] subtasks, ItemState state) {
    if (state != ItemState.READY) {
      JobRows.dispose(sql, List.of(subtasks));
    }
    sql.change(
        """
        insert into {ops}.work_items
          (subtask_id, job_id, run_id, entity_type, entity_id, priority, seq, state, last_problem)
        select s.id, s.job_id, ?, s.entity_type, s.entity_id, s.priority, s.seq, ?,
          case s.status when 'FAILED' then s.error_message end
        from {subtasks} s where s.id = any(?) order by s.id
        on conflict (subtask_id) do update set run_id = excluded.run_id, state = excluded.state,
          priority = excluded.priority, seq = excluded.seq, due_at = now(), claim_id = null,
          worker_id = null, lease_until = null, attempts = 0, interruptions = 0,
          rescues = 0, repeats = 0, last_problem = excluded.last_problem, ours = false,
          store_id = null, path = null, result_hash = null, source_hash = null,
          source_version = null, engine = null, warnings = array[]::text[], damaged_since = null,
          promoted_at = null
        """, run.value(), state.name(), subtasks);
  }
}
