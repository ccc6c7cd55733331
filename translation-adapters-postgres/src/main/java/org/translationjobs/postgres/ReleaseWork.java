package org.translationjobs.postgres;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.Release;

/** Gives up a batch of claims in one transaction, under the locks of their jobs. */
final class ReleaseWork {
  private final Sql sql;
  private final List<Release> releases;

  ReleaseWork(Sql sql, List<Release> releases) {
    this.sql = sql;
    this.releases = releases;
  }

  Set<ClaimId> release() {
    sql.rows(
        "select id from {jobs} where id = any(?) order by id for update",
        (Object) releases.stream()
            .map(r -> r.item().job().value())
            .distinct()
            .toArray(UUID[]::new));
    var held = new HashSet<ClaimId>();
    var failed = new HashMap<UUID, Integer>();
    for (var row : write()) {
      held.add(new ClaimId(Sql.uuid(row, "claim_id")));
      if (Sql.text(row, "state").equals(ItemState.FAILED.name())) {
        failed.merge(Sql.uuid(row, "run_id"), 1, Integer::sum);
      }
    }
    closeItems(sql, failed);
    return held;
  }

  /** Items that are not open any more; the run is looked at soon, under whatever failure policy. */
  static void closeItems(Sql sql, Map<UUID, Integer> byRun) {
    byRun.forEach(
        (run, count) -> sql.change(
            """
            update {ops}.job_runs set open_items = greatest(0, open_items - ?),
              settle_due_at = now()
            where run_id = ? and state = 'ACTIVE'
            """, count, run));
  }

  private List<Record> write() {
    return sql.rows(
        """
        with given as materialized (
          select * from unnest(?, ?, ?, ?, ?, ?, ?)
            as g (subtask_id, claim_id, state, delay, attempts, interruptions, problem)
        ), held as materialized (
          select w.subtask_id, w.run_id, w.silent, g.claim_id, g.state, g.delay, g.attempts,
            g.interruptions, g.problem
          from {ops}.work_items w join given g on g.subtask_id = w.subtask_id
          where w.claim_id = g.claim_id and w.state = 'CLAIMED'
          order by w.subtask_id for update of w
        ), released as (
          update {ops}.work_items w set state = h.state, claim_id = null, worker_id = null,
            lease_until = null, due_at = clock_timestamp() + h.delay * interval '1 second',
            attempts = w.attempts + h.attempts, interruptions = w.interruptions + h.interruptions,
            last_problem = coalesce(h.problem, w.last_problem)
          from held h where w.subtask_id = h.subtask_id and w.claim_id = h.claim_id
        ), subtask as (
          update {subtasks} s set
            status = case h.state when 'FAILED' then 'FAILED' else 'PENDING' end,
            error_message = case h.state when 'FAILED' then h.problem end,
            started_at = case when h.state = 'FAILED' and s.status = 'PENDING'
                then {now subtasks.started_at}
              when h.state = 'FAILED' then s.started_at end,
            finished_at = case h.state when 'FAILED' then {now subtasks.finished_at} end,
            updated_at = {now subtasks.updated_at}
          from held h where s.id = h.subtask_id and %s and %s
            and (s.status = 'IN_PROGRESS' or h.state = 'FAILED')
        )
        select claim_id, run_id, state from held
        """.formatted(PostgresClaims.STANDS.formatted("h"), JobRows.isOurs("s.job_id")),
        Sql.uuids(releases, r -> r.item().subtask().value()),
        Sql.uuids(releases, r -> r.claim().value()),
        Sql.texts(releases, r -> state(r).name()),
        releases.stream().map(r -> Sql.seconds(delay(r))).toArray(Double[]::new),
        numbers(r -> r instanceof Release.Retry || r instanceof Release.Fail ? 1 : 0),
        numbers(r -> r instanceof Release.HandBack ? 1 : 0),
        Sql.texts(releases, ReleaseWork::problem));
  }

  private Integer[] numbers(Function<Release, Integer> number) {
    return releases.stream().map(number).toArray(Integer[]::new);
  }

  private static ItemState state(Release release) {
    return release instanceof Release.Fail ? ItemState.FAILED : ItemState.READY;
  }

  private static Duration delay(Release release) {
    return switch (release) {
      case Release.Postpone postpone -> postpone.delay();
      case Release.Retry retry -> retry.delay();
      case Release.HandBack handBack -> Duration.ZERO;
      case Release.Fail fail -> Duration.ZERO;
    };
  }

  private static @Nullable String problem(Release release) {
    return switch (release) {
      case Release.Postpone postpone -> Sql.clean(postpone.reason());
      case Release.Retry retry -> Sql.clean(retry.reason());
      case Release.HandBack handBack -> null;
      case Release.Fail fail -> Sql.clean(fail.reason());
    };
  }
}
