package org.translationjobs.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** Claims on work items; what changes a job's counts is in {@link FinishWork} and its neighbours. */
final class PostgresClaims implements Claims {
  /** Active runs from which this worker may claim. */
  static final String ELIGIBLE =
      """
          select r.run_id, r.job_id, r.created_at, r.plan, j.novel_id, j.from_lang,
            j.target_lang, j.staging_prefix
          from {ops}.job_runs r join {jobs} j on j.id = r.job_id
          where r.state = 'ACTIVE' and j.status = 'IN_PROGRESS'
            and btrim(j.from_lang) <> '' and btrim(j.target_lang) <> ''
            and (r.reserved_for is null or r.reserved_for = ? or not exists
              (select 1 from {ops}.workers a where a.worker_id = r.reserved_for
                and a.left_at is null and a.lease_until > now()))
            and not %s
          """.formatted(HoldRules.blocksClaims("j.id", "r.engines"));

  /**
   * Of an eligible run {@code e}: that something is due. With EXISTS the planner, which takes what is ready
   * for very little where it was little at its last look, would go through all of it for each run.
   */
  static final String HAS_DUE = """
      (select true from {ops}.work_items w
        where w.run_id = e.run_id and w.state = 'READY' and w.due_at <= now() limit 1)""";

  /** Written as the index of these items has it. */
  private static final String ALONE = "(w.rescues >= " + Rescue.ALONE_FROM + ")";

  /** Claims are counted run by run: a pass over all of them would meet every dead row of the index. */
  private static final String CLAIMABLE = "with eligible as materialized (" + ELIGIBLE + """
      )
      select e.run_id, e.job_id, e.plan::text as plan, e.from_lang, e.target_lang,
        (select count(*)::int from {ops}.work_items w
          where w.run_id = e.run_id and w.state = 'CLAIMED') as live,
        exists (select 1 from {ops}.work_items w where w.run_id = e.run_id
          and w.state = 'READY' and w.due_at <= now() and %s) as alone
      from eligible e
      where %s
      order by live, e.created_at, e.run_id limit ?
      """.formatted(ALONE, HAS_DUE);

  /** What is known of a picked item; all columns would take the planner twice as long. */
  private static final String PICKED =
      """
          w.subtask_id, w.job_id, w.run_id, w.entity_type, w.entity_id, w.attempts,
            w.interruptions, w.rescues, w.priority, w.seq""";

  /**
   * The rows are picked and locked first, so that the LIMIT is evaluated once, run after run in the
   * order wanted; the status of the subtask decides whether an item is claimed at all. Rows are then
   * found by arrays of their keys: the planner expects one row from what is picked, and would join
   * hundreds with hundreds by comparing each with each.
   */
  private static final String CLAIM_OF = "with eligible as materialized (" + ELIGIBLE + """
        and r.run_id = any(?)
      ), wanted as materialized (
        select e.*, array_position(?, e.run_id) as place from eligible e order by place
      ), picked as materialized (
        select p.*
        from wanted e
        cross join lateral (
          select %1$s from {ops}.work_items w
          where w.run_id = e.run_id and w.state = 'READY' and w.due_at <= now() and %2$s
          order by w.priority, w.seq limit ? for update skip locked
        ) p
        limit ?
      ), started as (
        %3$s
      ), claimed as (
        update {ops}.work_items w set state = 'CLAIMED', claim_id = gen_random_uuid(),
          worker_id = ?, lease_until = now() + ? * interval '1 second',
          silent = w.subtask_id = any(array(select id from started where silent))
        where w.subtask_id = any(array(select id from started))
        returning %1$s, w.claim_id
      ), touched as (
        select * from claimed
        union all
        select *, null from picked where subtask_id not in (select id from started)
      )
      select t.*, e.novel_id, e.from_lang, e.target_lang, e.staging_prefix,
        e.plan::text as plan_text
      from touched t join wanted e on e.run_id = t.run_id
      order by e.place, t.priority, t.seq, t.subtask_id
      """;

  private static final String STARTED =
      """
      update {subtasks} s set status = 'IN_PROGRESS', started_at = {now subtasks.started_at},
            updated_at = {now subtasks.updated_at}
          where s.id = any(array(select subtask_id from picked))
            and s.status in ('PENDING', 'IN_PROGRESS')
          returning s.id, false as silent""";

  private static final String STARTED_SILENTLY =
      """
      select s.id, s.status = 'PENDING' as silent from {subtasks} s
          where s.id = any(array(select subtask_id from picked))
            and s.status in ('PENDING', 'IN_PROGRESS')""";

  private static final String CLAIM = CLAIM_OF.formatted(PICKED, "not " + ALONE, STARTED);
  private static final String CLAIM_SILENTLY =
      CLAIM_OF.formatted(PICKED, "not " + ALONE, STARTED_SILENTLY);
  private static final String CLAIM_ALONE = CLAIM_OF.formatted(PICKED, ALONE, STARTED);

  /**
   * Of a claimed item, whose alias is to be filled in, and its subtask {@code s}: that nobody else changed the
   * subtask.
   */
  static final String STANDS = "(s.status = 'IN_PROGRESS' or s.status = 'PENDING' and %s.silent)";

  private static final Duration LONGEST_SHOW = Duration.ofSeconds(1);

  private final Database database;

  PostgresClaims(Database database) {
    this.database = database;
  }

  @Override
  public List<ClaimableRun> claimable(WorkerId worker, int atMost) {
    return database.statement(
        "look for work",
        sql -> sql.rows(CLAIMABLE, worker.value(), atMost)
            .stream()
            .map(
                row -> new ClaimableRun(
                    new RunId(Sql.uuid(row, "run_id")),
                    new JobId(Sql.uuid(row, "job_id")),
                    JobRows.languages(row),
                    PlanJson.read(Sql.text(row, "plan")),
                    Sql.number(row, "live"),
                    Sql.flag(row, "alone")))
            .toList());
  }

  @Override
  public List<Claim> claim(
      WorkerId worker, List<RunId> runs, int perRun, int atMost, Duration lease, boolean silent) {
    return runs.isEmpty() || perRun < 1 || atMost < 1
        ? List.of()
        : claim(silent ? CLAIM_SILENTLY : CLAIM, worker, runs, perRun, atMost, lease);
  }

  /**
   * Under a lock of the job that whoever ends a claim waits for before it reads the subtask: it would see it as
   * it was, else, beside a claim that is not silent any more. Waits for nobody's lock, and not for long for a
   * trigger: leases are renewed after it.
   */
  @Override
  public Set<ClaimId> show(WorkerId worker, Collection<Claim> claims) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    var subtasks = Sql.uuids(claims, c -> c.item().subtask().value());
    var ids = Sql.uuids(claims, c -> c.id().value());
    return database.transaction("show claims", sql -> {
      Database.limit(sql, LONGEST_SHOW, LONGEST_SHOW, LONGEST_SHOW);
      return sql.rows(
          """
            with mine as materialized (
              select w.subtask_id, w.claim_id from {ops}.work_items w
              join {jobs} j on j.id = w.job_id join {subtasks} s on s.id = w.subtask_id
              where w.subtask_id = any(?) and w.state || '' = 'CLAIMED' and w.claim_id = any(?)
                and w.worker_id = ? and w.silent and j.status = 'IN_PROGRESS'
                and s.status in ('PENDING', 'IN_PROGRESS')
              order by w.subtask_id
              for key share of j skip locked for update of w skip locked
              for update of s skip locked
            ), started as (
              update {subtasks} s set status = 'IN_PROGRESS',
                started_at = {now subtasks.started_at}, updated_at = {now subtasks.updated_at}
              from mine m where s.id = m.subtask_id and s.status = 'PENDING'
            ), shown as (
              update {ops}.work_items w set silent = false from mine m
              where w.subtask_id = m.subtask_id
              returning w.claim_id
            )
            select claim_id from shown
            union all
            select w.claim_id from {ops}.work_items w
            where w.subtask_id = any(?) and w.claim_id = any(?) and w.worker_id = ? and not w.silent
            """,
          subtasks, ids, worker.value(), subtasks, ids, worker.value());
    })
        .stream()
        .map(row -> new ClaimId(Sql.uuid(row, "claim_id")))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean reserveAlone(WorkerId worker, Duration lease) {
    return database.statement(
        "reserve what runs alone",
        sql -> sql.change(
            """
            update {ops}.installation
            set alone_worker_id = ?, alone_until = now() + ? * interval '1 second'
            where alone_worker_id is null or alone_worker_id = ? or alone_until <= now()
            """,
            worker.value(), Sql.seconds(lease), worker.value())) > 0;
  }

  @Override
  public Optional<Claim> claimAlone(WorkerId worker, List<RunId> runs, Duration lease) {
    return runs.isEmpty()
        ? Optional.empty()
        : claim(CLAIM_ALONE, worker, runs, 1, 1, lease).stream().findFirst();
  }

  private List<Claim> claim(
      String statement, WorkerId worker, List<RunId> runs, int perRun, int atMost,
      Duration lease) {
    var ids = Sql.uuids(runs, RunId::value);
    var picked = database.statement(
        "claim work",
        sql -> sql.rows(
            statement, worker.value(), ids, ids, perRun, atMost, worker.value(),
            Sql.seconds(lease)));
    var claims = new ArrayList<Claim>();
    var plans = new HashMap<UUID, Plan>();
    var astray = new ArrayList<Record>();
    for (var row : picked) {
      if (row.get("claim_id") == null) {
        astray.add(row);
      } else {
        claims.add(
            claim(
                row, plans.computeIfAbsent(
                    Sql.uuid(row, "run_id"),
                    run -> PlanJson.read(Sql.text(row, "plan_text")))));
      }
    }
    if (!astray.isEmpty()) {
      passOver(astray);
    }
    return claims;
  }

  /**
   * Others changed these subtasks: what that means is decided when their runs are settled. Where it
   * fails, the next claim meets them again; the claims that were made count all the same.
   */
  private void passOver(List<Record> items) {
    try {
      database.transaction("pass over what others changed", sql -> {
        sql.change(
            """
            with passed_over as materialized (
              select run_id from {ops}.job_runs where run_id = any(?) order by run_id for update
            )
            update {ops}.job_runs r set settle_due_at = now()
            from passed_over p where r.run_id = p.run_id
            """, (Object) Sql.uuids(items, row -> Sql.uuid(row, "run_id")));
        return sql.change(
            """
            with passed_over as materialized (
              select subtask_id from {ops}.work_items
              where subtask_id = any(?) and state = 'READY' order by subtask_id for update
            )
            update {ops}.work_items w set due_at = now() + interval '5 seconds'
            from passed_over p where w.subtask_id = p.subtask_id
            """, (Object) Sql.uuids(items, row -> Sql.uuid(row, "subtask_id")));
      });
    } catch (UnavailableException e) {
      // who asks the database next hears of it
    }
  }

  private static Claim claim(Record row, Plan plan) {
    return new Claim(
        new ClaimId(Sql.uuid(row, "claim_id")),
        item(row),
        new NovelId(Sql.uuid(row, "novel_id")),
        JobRows.languages(row),
        plan,
        row.get("staging_prefix", String.class));
  }

  static WorkItem item(Record row) {
    return new WorkItem(
        new SubtaskId(Sql.uuid(row, "subtask_id")),
        new JobId(Sql.uuid(row, "job_id")),
        new RunId(Sql.uuid(row, "run_id")),
        Sql.text(row, "entity_type"),
        Sql.uuid(row, "entity_id"),
        counts(row));
  }

  static WorkItem.Counts counts(Record row) {
    return new WorkItem.Counts(
        Sql.number(row, "attempts"), Sql.number(row, "interruptions"), Sql.number(row, "rescues"));
  }

  /**
   * By the keys of the items: the state is an expression, or the index of all claimed items would be read.
   * A claim that a hold interrupts is not prolonged but handed back here, so that its end does not
   * count as the death of its worker.
   */
  @Override
  public Set<ClaimId> renew(WorkerId worker, Collection<Claim> claims, Duration lease) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    var kept = database.statement(
        "renew claims",
        sql -> sql.rows(
            """
            with mine as materialized (
              select w.subtask_id, w.claim_id, w.job_id, w.run_id, w.silent
              from {ops}.work_items w
              where w.subtask_id = any(?) and w.state || '' = 'CLAIMED' and w.claim_id = any(?)
                and w.worker_id = ?
              order by w.subtask_id for update
            ), standing as materialized (
              select m.*, %s as held,
                j.status = 'IN_PROGRESS' and %s as runs
              from mine m join {jobs} j on j.id = m.job_id
              join {subtasks} s on s.id = m.subtask_id
              join {ops}.job_runs r on r.run_id = m.run_id
            ), kept as (
              update {ops}.work_items w set lease_until = now() + ? * interval '1 second'
              from standing m
              where w.subtask_id = m.subtask_id and w.claim_id = m.claim_id and m.runs and not m.held
              returning w.claim_id
            ), handed_back as (
              update {ops}.work_items w set state = 'READY', claim_id = null, worker_id = null,
                lease_until = null, due_at = now(), interruptions = w.interruptions + 1
              from standing m
              where w.subtask_id = m.subtask_id and w.claim_id = m.claim_id and m.runs and m.held
              returning w.subtask_id
            ), waiting as (
              update {subtasks} s set status = 'PENDING', started_at = null,
                updated_at = {now subtasks.updated_at}
              from handed_back h where s.id = h.subtask_id and s.status = 'IN_PROGRESS'
            )
            select claim_id from kept
            """.formatted(
                HoldRules.interrupts("m.job_id", "r.engines"), STANDS.formatted("m")),
            Sql.uuids(claims, c -> c.item().subtask().value()),
            Sql.uuids(claims, c -> c.id().value()), worker.value(), Sql.seconds(lease)));
    return without(claims, kept);
  }

  @Override
  public Set<ClaimId> revoked(WorkerId worker, Collection<Claim> claims) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    var standing = database.statement(
        "check claims",
        sql -> sql.rows(
            """
            select w.claim_id from {ops}.work_items w join {jobs} j on j.id = w.job_id
            join {subtasks} s on s.id = w.subtask_id join {ops}.job_runs r on r.run_id = w.run_id
            where w.subtask_id = any(?) and w.state || '' = 'CLAIMED' and w.claim_id = any(?)
              and w.worker_id = ? and j.status = 'IN_PROGRESS' and %s and not %s
            """.formatted(
                STANDS.formatted("w"), HoldRules.interrupts("w.job_id", "r.engines")),
            Sql.uuids(claims, c -> c.item().subtask().value()),
            Sql.uuids(claims, c -> c.id().value()), worker.value()));
    return without(claims, standing);
  }

  private static Set<ClaimId> without(Collection<Claim> claims, List<Record> standing) {
    var lost = claims.stream().map(Claim::id).collect(Collectors.toCollection(HashSet::new));
    standing.forEach(row -> lost.remove(new ClaimId(Sql.uuid(row, "claim_id"))));
    return lost;
  }

  @Override
  public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
    return work.isEmpty()
        ? Map.of()
        : database.transaction("finish subtasks", sql -> new FinishWork(sql, work).finish());
  }

  @Override
  public Set<ClaimId> release(List<Release> releases) {
    return releases.isEmpty()
        ? Set.of()
        : database.transaction("give up claims", sql -> new ReleaseWork(sql, releases).release());
  }

  @Override
  public List<Rescued> rescue(int atMost) {
    return new RescueWork(database).rescue(atMost);
  }

  @Override
  public Provided provide(ProvidedWork work) {
    return database.transaction(
        "provide the text of subtask " + work.subtask(),
        sql -> new ProvideWork(sql, work).provide());
  }
}
