package org.translationjobs.postgres;

import java.time.Duration;
import java.util.List;
import org.jooq.Record;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.promotion.Obstacle;

/** Decides about one result that cannot be promoted, and applies it under the job's lock. */
final class Hindrance {
  private final Sql sql;
  private final JobId job;
  private final Obstacle obstacle;

  Hindrance(Sql sql, JobId job, Obstacle obstacle) {
    this.sql = sql;
    this.job = job;
    this.obstacle = obstacle;
  }

  /**
   * @param standing
   *          whether the promotion's claim still stands; nothing is changed without it
   */
  Obstacle.Decision decide(boolean standing) {
    var item = sql.row(
        """
        select repeats, extract(epoch from now() - coalesce(damaged_since, now()))::float8 as since
        from {ops}.work_items where subtask_id = ? and job_id = ? and state = 'DONE' for update
        """, obstacle.subtask().value(), job.value());
    var decision = Obstacle.decide(
        obstacle,
        item.map(row -> Sql.number(row, "repeats")).orElse(0),
        item.map(row -> since(row)).orElse(Duration.ZERO));
    if (standing && item.isPresent()) {
      apply(decision);
    }
    return decision;
  }

  private static Duration since(Record item) {
    return Sql.duration(item, "since");
  }

  private void apply(Obstacle.Decision decision) {
    switch (decision) {
      case Obstacle.Decision.LookAgain lookAgain ->
          sql.change(
              """
            update {ops}.work_items set damaged_since = coalesce(damaged_since, now()),
              last_problem = ?
            where subtask_id = ?
            """, Sql.clean(obstacle.reason()), obstacle.subtask().value());
      case Obstacle.Decision.TranslateAgain() -> {
        JobRows.dispose(sql, List.of(obstacle.subtask().value()));
        write("READY", obstacle.reason(), 1);
        sql.change(
            """
            update {subtasks} set status = 'PENDING', result_path = null, result_text = null,
              error_message = null, started_at = null, finished_at = null,
              updated_at = {now subtasks.updated_at}
            where id = ? and status = 'DONE'
            """, obstacle.subtask().value());
      }
      case Obstacle.Decision.Fail(var reason) -> {
        JobRows.dispose(sql, List.of(obstacle.subtask().value()));
        write("FAILED", reason, 0);
        sql.change(
            """
            update {subtasks} set status = 'FAILED', error_message = ?,
              finished_at = {now subtasks.finished_at}, updated_at = {now subtasks.updated_at}
            where id = ? and status = 'DONE'
            """, Sql.clean(reason), obstacle.subtask().value());
      }
    }
  }

  private void write(String state, String problem, int repeats) {
    sql.change(
        """
        update {ops}.work_items set state = ?, due_at = now(), claim_id = null, worker_id = null,
          repeats = repeats + ?, last_problem = ?, damaged_since = null, ours = false,
          store_id = null, path = null, result_hash = null, source_hash = null,
          source_version = null
        where subtask_id = ?
        """, state, repeats, Sql.clean(problem), obstacle.subtask().value());
  }
}
