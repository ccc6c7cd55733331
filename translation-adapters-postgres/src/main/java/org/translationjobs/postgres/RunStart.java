package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.Activation;
import org.translationjobs.core.job.ActivationFacts;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** Applies the decision to start a run, under the job's lock. */
final class RunStart {
  /** Behind WITH; the job does not wait for others any more. */
  private static final String RUN =
      """
      waits_no_more as (delete from {ops}.job_watch where job_id = ?)
      insert into {ops}.job_runs
        (run_id, job_id, number, plan, engines, only_subtask, only_subtasks, reserved_for,
        open_items, settle_due_at)
      select ?, ?, coalesce(max(number), 0) + 1, ?::jsonb, ?, ?::uuid, ?::uuid[], ?::uuid,
        ?, case when ? = 0 then now() end
      from {ops}.job_runs where job_id = ?
      returning number
      """;

  /**
   * A result of ours that stays is kept with its claim id; one without our item is foreign. While the
   * job is locked no subtask is added to those that were read. Only a new job's items are claimed here.
   */
  private static final String ITEMS =
      """
      insert into {ops}.work_items as w
        (subtask_id, job_id, run_id, entity_type, entity_id, priority, seq, state, promoted_at,
        claim_id, worker_id, lease_until, silent)
      select s.id, s.job_id, ?, s.entity_type, s.entity_id, s.priority, s.seq,
        case when c.id is not null then 'CLAIMED' when t.id is not null then 'READY'
          when f.id is not null then 'DONE' when s.status = 'FAILED' then 'FAILED' else 'ASIDE' end,
        case when f.id is not null and ? then now() end,
        c.claim_id, case when c.id is not null then ?::uuid end,
        case when c.id is not null then clock_timestamp() + ? * interval '1 second' end,
        c.id is not null
      from {subtasks} s
      left join unnest(?, ?) c(id, claim_id) on c.id = s.id
      left join unnest(?) t(id) on t.id = s.id
      left join unnest(?) f(id) on f.id = s.id
      where s.id = any(?) and s.job_id = ?
      order by s.id
      on conflict (subtask_id) do update set run_id = excluded.run_id, job_id = excluded.job_id,
        entity_type = excluded.entity_type, entity_id = excluded.entity_id,
        priority = excluded.priority, seq = excluded.seq, state = excluded.state, due_at = now(),
        worker_id = null, lease_until = null, attempts = 0, interruptions = 0,
        rescues = 0, repeats = 0, damaged_since = null,
        last_problem = case when excluded.state = 'FAILED' then w.last_problem end,
        claim_id = %1$s w.claim_id end, ours = coalesce(%1$s w.ours end, false),
        store_id = %1$s w.store_id end, path = %1$s w.path end,
        result_hash = %1$s w.result_hash end, source_hash = %1$s w.source_hash end,
        source_version = %1$s w.source_version end, engine = %1$s w.engine end,
        warnings = coalesce(%1$s w.warnings end, array[]::text[]),
        promoted_at = %1$s %2$s end
      """.formatted(
          "case when excluded.state = 'DONE' and w.state = 'DONE' then", JobRows.promotedAt("w"));

  private static final String JOB =
      """
      update {jobs} set status = 'IN_PROGRESS', error_message = null,
        started_at = {now jobs.started_at}, finished_at = null, updated_at = {now jobs.updated_at},
        total_subtasks = ?, completed_subtasks = ?, progress = ?
      where id = ?
      """;

  private final Sql sql;
  private final JobId job;
  private final Record row;
  private final RunRequest request;
  private final Findings found;
  private final ActivationFacts facts;
  private final UUID[] translate;
  private final UUID[] finished;
  private final RunId run = RunId.random();
  private final Plan plan;
  private final Optional<FirstClaims> first;
  private final List<Claim> claims;

  RunStart(
      Sql sql, Record row, RunRequest request, Findings found, Activation.Start start) {
    this.sql = sql;
    this.job = new JobId(Sql.uuid(row, "id"));
    this.row = row;
    this.request = request;
    this.found = found;
    this.facts = found.facts();
    this.translate = Sql.uuids(start.translate(), SubtaskId::value);
    this.finished = Sql.uuids(start.finished(), SubtaskId::value);
    this.plan = request.plan()
        .withGlossaryVersion(found.glossaryVersion())
        .withSynopsis(found.synopsis());
    this.first = request.first()
        .filter(f -> found.isFresh() && !found.isHeld() && facts.run().isEmpty())
        .filter(
            f -> request.reservedFor().isEmpty()
                || request.reservedFor().equals(Optional.of(f.worker())));
    this.claims = first.map(f -> claims(start.translate(), f.atMost())).orElse(List.of());
  }

  /** In the order in which the subtasks were read. */
  private List<Claim> claims(List<SubtaskId> translate, int atMost) {
    var wanted = Set.copyOf(translate);
    return facts.subtasks()
        .stream()
        .filter(subtask -> wanted.contains(subtask.id()))
        .limit(atMost)
        .map(
            subtask -> new Claim(
                ClaimId.random(),
                new WorkItem(
                    subtask.id(), job, run, subtask.entityType(), subtask.entityId(),
                    WorkItem.Counts.ZERO),
                new NovelId(Sql.uuid(row, "novel_id")), JobRows.languages(row), plan,
                row.get("staging_prefix", String.class)))
        .toList();
  }

  Activated start() {
    if (facts.run().isPresent()) {
      endOldRun();
    }
    var number = found.isFresh() ? startAtOnce() : startAgain();
    return new Activated.Started(
        run, number, translate.length, facts.subtasks().size(), claims);
  }

  /** Nothing of an earlier run is in the way: one statement for all. */
  private int startAtOnce() {
    if (isFoundAgain() && claims.isEmpty()) {
      Database.safeWithTheNext(sql);
    }
    if (facts.subtasks().size() <= Database.FEW) {
      sql.ahead(Database.KEPT_PLANS);
    }
    var all = new ArrayList<@Nullable Object>(items());
    all.addAll(job(0));
    all.addAll(run());
    return sql.count(
        "with items as (%s), job as (%s), %s".formatted(ITEMS, JOB, RUN), all.toArray());
  }

  /**
   * Should the server crash and forget the start: the job is PENDING again and the sweep finds it. For claims
   * engines are paid: they wait for the disk.
   */
  private boolean isFoundAgain() {
    return facts.status().equals(JobStatus.PENDING.name()) && !facts.beforeStartLine()
        && (request.trigger() == Trigger.ANNOUNCEMENT || request.trigger() == Trigger.SWEEP);
  }

  private int startAgain() {
    var number = sql.count("with " + RUN, run().toArray());
    disposeReplaced();
    sql.change(ITEMS, items().toArray());
    resetSubtasks();
    sql.change(JOB, job(JobRows.countDone(sql, job)).toArray());
    return number;
  }

  private void endOldRun() {
    sql.row(
        "select run_id from {ops}.job_runs where job_id = ? and state = 'ACTIVE' for update",
        job.value())
        .ifPresent(
            old -> JobRows.endRun(
                sql, Sql.uuid(old, "run_id"), "ENDED", "replaced by another run ("
                    + request.trigger() + ")"));
  }

  private List<@Nullable Object> run() {
    var only = request.scope() instanceof Scope.Only(var subtasks)
        ? Sql.uuids(subtasks, SubtaskId::value)
        : null;
    return Arrays.asList(
        job.value(), run.value(), job.value(), PlanJson.write(plan),
        plan.engines().toArray(String[]::new),
        only != null && only.length == 1 ? only[0] : null, only,
        request.reservedFor().map(WorkerId::value).orElse(null), translate.length,
        translate.length, job.value());
  }

  private void disposeReplaced() {
    JobRows.dispose(sql, Arrays.asList(translate));
  }

  private List<@Nullable Object> items() {
    return Arrays.asList(
        run.value(), facts.status().equals(JobStatus.COMPLETED.name()),
        first.map(f -> f.worker().value()).orElse(null),
        first.map(f -> Sql.seconds(f.lease())).orElse(0.0),
        Sql.uuids(claims, claim -> claim.item().subtask().value()),
        Sql.uuids(claims, claim -> claim.id().value()), translate, finished,
        Sql.uuids(facts.subtasks(), subtask -> subtask.id().value()), job.value());
  }

  private void resetSubtasks() {
    sql.change(
        """
        update {subtasks} s set status = 'PENDING', result_path = null, result_text = null,
          error_message = null, started_at = null, finished_at = null,
          updated_at = {now subtasks.updated_at}
        from unnest(?) t(id)
        where s.id = t.id and (s.status <> 'PENDING' or s.result_path is not null
          or s.result_text is not null or s.error_message is not null or s.started_at is not null
          or s.finished_at is not null)
        """,
        (Object) translate);
  }

  private List<Object> job(int done) {
    var progress = new Progress(
        done, Math.max(facts.totalSubtasks(), facts.subtasks().size()));
    return List.of(progress.total(), progress.done(), progress.percent(), job.value());
  }
}
