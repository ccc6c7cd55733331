package org.translationjobs.postgres;

import java.util.List;

/**
 * How a job's rows stand, in words that are the same for the same standing: without ids, times and
 * texts of errors.
 */
final class Standing {
  private static final String JOB =
      """
      select coalesce(string_agg(concat_ws(' ', 'job', status, completed_subtasks || '/' ||
        total_subtasks, progress || '%', case when finished_at is not null then 'ended' end), ''),
        'no job')
      from translation_jobs where id = ?
      """;
  private static final String SUBTASKS =
      """
      select coalesce(string_agg(concat_ws(' ', 'subtask', s.entity_type, coalesce(c.seq, 0),
        s.status,
        case when s.result_path is not null then 'path' when s.result_text is not null then 'text'
          end,
        case when w.ours and s.result_path is distinct from w.path then 'not the item''s' end), '; '
        order by s.entity_type, c.seq), 'no subtasks')
      from translation_subtasks s left join chapters c on c.id = s.entity_id
      left join translation_ops.work_items w on w.subtask_id = s.id
      where s.job_id = ?
      """;
  private static final String ITEMS =
      """
      select coalesce(string_agg(concat_ws(' ', 'item', w.entity_type, coalesce(c.seq, 0), w.state,
        'run ' || r.number, case when w.state = 'CLAIMED' then 'of ' || w.worker_id end,
        case when w.lease_until > now() then 'leased' when w.lease_until is not null then 'over' end,
        w.attempts, w.interruptions, w.rescues, case when w.ours then 'ours' end,
        case when w.state = 'DONE' and coalesce(w.promoted_at,
          case r.state when 'PROMOTED' then r.ended_at end) < 'infinity' then 'promoted' end), '; '
        order by w.entity_type, c.seq), 'no items')
      from translation_ops.work_items w left join chapters c on c.id = w.entity_id
      left join translation_ops.job_runs r on r.run_id = w.run_id
      where w.job_id = ?
      """;
  private static final String RUNS =
      """
      select coalesce(string_agg(concat_ws(' ', 'run', number, state, open_items || ' open',
        case when promotion_claim_id is not null and state = 'ACTIVE' then 'being promoted' end),
        '; ' order by number), 'no runs')
      from translation_ops.job_runs where job_id = ?
      """;
  private static final String ROWS =
      """
      select concat_ws(', ',
        (select count(*) from translation_ops.promotions where job_id = given.id) || ' promotions',
        (select count(*) from translation_ops.holds where subject = given.id::text) || ' holds',
        (select string_agg(concat_ws(' ', 'row', c.seq, case
            when t.title = 'T ' || p.path then 'of its result' when p.path is null then 'of a result'
            else 'of an older result' end), ', ' order by c.seq)
          from chapter_translations t join chapters c on c.id = t.chapter_id
          left join translation_ops.work_items p
            on p.entity_id = c.id and p.state = 'DONE' and p.job_id = given.id
          where t.lang = 'es'))
      from (values (?::uuid)) given (id)
      """;
  /** A referenced object that waits for its deletion would be lost. */
  private static final String LOST =
      """
      select case when count(*) = 0 then 'all objects kept' else 'OBJECTS LOST' end
      from translation_ops.staged_objects o join translation_ops.work_items w on w.path = o.path
      join translation_ops.job_runs r on r.run_id = w.run_id
      where w.job_id = ? and w.state = 'DONE' and coalesce(w.promoted_at,
        case r.state when 'PROMOTED' then r.ended_at end, 'infinity') = 'infinity'
      """;

  private Standing() {}

  static String of(TestDatabase database, Stage stage) {
    return String.join(
        "\n",
        List.of(JOB, SUBTASKS, ITEMS, RUNS, ROWS, LOST)
            .stream()
            .map(sql -> database.value(String.class, sql, stage.scene.jobId().value()))
            .toList());
  }
}
