package org.translationjobs.postgres;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.Progress;

/** What several ports do to a job's rows, always under the job's lock. */
final class JobRows {
  /** Named: with all columns, one that its owner adds would fail the statement where the server keeps it. */
  private static final String LOCK =
      """
      select id, novel_id, from_lang, target_lang, status, total_subtasks, staging_prefix from {jobs}
      where id = ? for update
      """;
  private static final String OUR_STATUSES = Arrays.stream(JobStatus.values())
      .map(status -> "'" + status.name() + "'")
      .collect(Collectors.joining(", ", "(", ")"));

  private JobRows() {}

  /**
   * Locks a job against every other transaction of ours and against new subtasks; empty when it does
   * not exist.
   */
  static Optional<Record> lock(Sql sql, JobId job) {
    return sql.row(LOCK, job.value());
  }

  /** The query that {@link #lock} asks. */
  static Sql.Query locked(JobId job) {
    return Sql.Query.of(LOCK, job.value());
  }

  static LanguagePair languages(Record row) {
    return new LanguagePair(Sql.text(row, "from_lang"), Sql.text(row, "target_lang"));
  }

  /**
   * The condition that a subtask's job is in one of our statuses; the rows of other jobs are left alone.
   *
   * @param job
   *          the column that names the job
   */
  static String isOurs(String job) {
    return job + " in (select j.id from {jobs} j where j.status in " + OUR_STATUSES + ")";
  }

  /**
   * A job's work items {@code w}, each with its subtask {@code s} as it is now: a query's FROM and
   * WHERE, with the job as argument. The subtasks are looked up one by one, by their primary key: the
   * guide's table has no other index, and a job must not pay for all that were ever there.
   *
   * @param columns
   *          of the subtask that are wanted
   */
  static String itemsWithSubtasks(String columns) {
    return """
        {ops}.work_items w cross join lateral
          (select %s from {subtasks} where id = w.subtask_id offset 0) s
        where w.job_id = ?
        """.formatted(columns);
  }

  /**
   * When the result of a finished work item was promoted, null where it was not yet. The end of a promotion
   * writes it to none of its run's items: that the run is PROMOTED says it of all of them, until the start of
   * the next run writes it down.
   *
   * @param item
   *          the alias of the work item
   */
  static String promotedAt(String item) {
    return """
        case when %1$s.promoted_at is null
          then (select p.ended_at from {ops}.job_runs p
            where p.run_id = %1$s.run_id and p.state = 'PROMOTED')
          else nullif(%1$s.promoted_at, 'infinity') end""".formatted(item);
  }

  /** Of the subtasks that have work items. */
  static int countDone(Sql sql, JobId job) {
    return sql.count(
        "select count(*)::int from " + itemsWithSubtasks("status") + " and s.status = 'DONE'",
        job.value());
  }

  /** Corrects counts and progress; writes nothing when they are right. */
  static void setProgress(Sql sql, JobId job, Progress progress) {
    sql.change(
        """
        update {jobs} set completed_subtasks = ?, total_subtasks = ?, progress = ?,
          updated_at = {now jobs.updated_at}
        where id = ? and (completed_subtasks, total_subtasks, progress) is distinct from (?, ?, ?)
        """,
        progress.done(), progress.total(), progress.percent(), job.value(),
        progress.done(), progress.total(), progress.percent());
  }

  /** Sets the status with which a job ends. */
  static void end(Sql sql, JobId job, String status, @Nullable String message) {
    sql.change(
        """
        update {jobs} set status = ?, error_message = ?::text,
          finished_at = {now jobs.finished_at}, updated_at = {now jobs.updated_at}
        where id = ?
        """,
        status, message == null ? null : Sql.clean(message), job.value());
  }

  /**
   * Ends a run that is under way: revokes its claims and its promotion, sets aside what is open. Its
   * finished items stay.
   */
  static void endRun(Sql sql, UUID run, String state, String note) {
    var ended = sql.change(
        """
        update {ops}.job_runs set state = ?, note = ?, ended_at = clock_timestamp(), open_items = 0,
          promotion_claim_id = null, promotion_worker_id = null, promotion_lease_until = null
        where run_id = ? and state = 'ACTIVE'
        """,
        state, Sql.clean(note), run);
    if (ended > 0) {
      setAside(sql, run);
    }
  }

  private static void setAside(Sql sql, UUID run) {
    sql.change(
        """
        with held as materialized (
          select subtask_id from {ops}.work_items
          where run_id = ? and state in ('READY', 'CLAIMED') order by subtask_id for update
        ), aside as (
          update {ops}.work_items w set state = 'ASIDE', claim_id = null, worker_id = null,
            lease_until = null
          from held where w.subtask_id = held.subtask_id
          returning w.subtask_id
        )
        update {subtasks} s set status = 'PENDING', started_at = null,
          updated_at = {now subtasks.updated_at}
        from aside where s.id = aside.subtask_id and s.status = 'IN_PROGRESS'
        """,
        run);
  }

  /** Our objects that these items refer to wait for their deletion from now on. */
  static void dispose(Sql sql, Collection<UUID> subtasks) {
    sql.change(
        """
        insert into {ops}.staged_objects (path, store_id, job_id, subtask_id)
        select path, store_id, job_id, subtask_id from {ops}.work_items
        where subtask_id = any(?) and ours and path is not null and store_id is not null
        on conflict (path, store_id) do nothing
        """,
        (Object) subtasks.toArray(UUID[]::new));
  }
}
