package org.translationjobs.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;

/** Reads what stands: a handful of statements for any number of jobs. */
final class PostgresJobViews implements JobViews {
  private static final String BEFORE_START_LINE =
      """
      where j.status in ('PENDING', 'IN_PROGRESS')
        and {at jobs.created_at j} < (select start_line from {ops}.installation)
        and not exists (select 1 from {ops}.job_runs r where r.job_id = j.id and r.state = 'ACTIVE')
      order by j.created_at, j.id limit ?
      """;

  private final Database database;

  PostgresJobViews(Database database) {
    this.database = database;
  }

  @Override
  public Optional<JobView> find(JobId job) {
    return read("read job " + job, "where j.id = ?", job.value()).stream().findFirst();
  }

  @Override
  public List<JobView> list(Optional<String> status, int atMost) {
    var newest = " order by j.created_at desc, j.id desc limit ?";
    return status.isPresent()
        ? read("list jobs", "where j.status = ?" + newest, status.get(), atMost)
        : read("list jobs", newest, atMost);
  }

  @Override
  public List<JobView> beforeStartLine(int atMost) {
    return read("list jobs from before the start line", BEFORE_START_LINE, atMost);
  }

  private List<JobView> read(String what, String condition, @Nullable Object... arguments) {
    return database.snapshot(what, sql -> {
      var jobs = jobs(sql, condition, arguments);
      var ids = jobs.stream().map(row -> Sql.uuid(row, "id")).toArray(UUID[]::new);
      var subtasks = subtaskCounts(sql, ids);
      var runs = runs(sql, ids);
      var holds = holds(sql, ids);
      return jobs.stream().map(row -> {
        var id = Sql.uuid(row, "id");
        return view(
            row, subtasks.getOrDefault(id, Map.of()), Optional.ofNullable(runs.get(id)), holds);
      }).toList();
    });
  }

  private static List<Record> jobs(Sql sql, String condition, @Nullable Object... arguments) {
    var novels = sql.guide().texts(EntityType.NOVEL);
    return sql.rows(
        """
        select j.id, j.novel_id, j.from_lang, j.target_lang, j.status, j.total_subtasks,
          j.completed_subtasks, j.staging_prefix, j.error_message, j.created_by,
          {at jobs.created_at j} as created_at, {at jobs.updated_at j} as updated_at,
          {at jobs.started_at j} as started_at, {at jobs.finished_at j} as finished_at,
          (select t.%s::text from %s t where t.%s = j.novel_id and t.%s = j.from_lang
            order by t.%s limit 1) as title
        from {jobs} j %s
        """.formatted(
            novels.title(), novels.table().sqlName(), novels.entity(), novels.lang(),
            novels.rowOrder(), condition),
        arguments);
  }

  private static Map<UUID, Map<String, Integer>> subtaskCounts(Sql sql, UUID[] jobs) {
    var counts = new HashMap<UUID, Map<String, Integer>>();
    sql.rows(
        """
        select job_id, status, count(*)::int as count from {subtasks}
        where job_id = any(?) group by job_id, status
        """, (Object) jobs)
        .forEach(
            row -> counts.computeIfAbsent(Sql.uuid(row, "job_id"), id -> new LinkedHashMap<>())
                .put(Sql.text(row, "status"), Sql.number(row, "count")));
    return counts;
  }

  private static Map<UUID, RunView> runs(Sql sql, UUID[] jobs) {
    return sql.rows(
        """
        select r.run_id, r.job_id, r.number, r.state, r.plan::text as plan_text, r.created_at, r.ended_at,
          a.name as reserved_name, r.note, c.due, c.waiting, c.claimed
        from (select distinct on (job_id) * from {ops}.job_runs where job_id = any(?)
          order by job_id, number desc) r
        left join {ops}.workers a on a.worker_id = r.reserved_for
          and a.left_at is null and a.lease_until > now()
        cross join lateral (
          select (count(*) filter (where w.state = 'READY' and w.due_at <= now()))::int as due,
            (count(*) filter (where w.state = 'READY' and w.due_at > now()))::int as waiting,
            (count(*) filter (where w.state = 'CLAIMED'))::int as claimed
          from {ops}.work_items w where w.job_id = r.job_id and w.run_id = r.run_id) c
        """, (Object) jobs)
        .stream()
        .collect(Collectors.toMap(row -> Sql.uuid(row, "job_id"), PostgresJobViews::run));
  }

  private static RunView run(Record row) {
    return new RunView(
        new RunId(Sql.uuid(row, "run_id")),
        Sql.number(row, "number"),
        Sql.text(row, "state"),
        PlanJson.read(Sql.text(row, "plan_text")),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "ended_at"),
        Sql.optional(row, "reserved_name"),
        Sql.number(row, "due"),
        Sql.number(row, "waiting"),
        Sql.number(row, "claimed"),
        Sql.optional(row, "note"));
  }

  /** Of these jobs, of the fleet and of engines. */
  private static List<Hold> holds(Sql sql, UUID[] jobs) {
    return sql.rows(
        """
        select * from {ops}.holds
        where scope <> 'JOB' or subject in (select j.id::text from unnest(?) j (id))
        order by since, kind
        """, (Object) jobs)
        .stream()
        .map(PostgresHolds::hold)
        .toList();
  }

  private static JobView view(
      Record row, Map<String, Integer> subtasks, Optional<RunView> run,
      List<Hold> allHolds) {
    var id = new JobId(Sql.uuid(row, "id"));
    var status = Sql.text(row, "status");
    return new JobView(
        id,
        new NovelId(Sql.uuid(row, "novel_id")),
        Sql.optional(row, "title"),
        LanguagePair.of(known(row, "from_lang"), known(row, "target_lang")),
        status,
        new Progress(
            Math.max(0, Sql.number(row, "completed_subtasks")),
            Math.max(0, Sql.number(row, "total_subtasks"))),
        subtasks,
        Sql.optional(row, "staging_prefix"),
        Sql.optional(row, "error_message"),
        Optional.ofNullable(row.get("created_by", UUID.class)),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"),
        Sql.optionalInstant(row, "started_at"),
        Sql.optionalInstant(row, "finished_at"),
        run,
        JobView.holdsOn(id, status, run, allHolds));
  }

  /** A job without a language can be looked at; it is refused when it is activated. */
  private static String known(Record row, String column) {
    var lang = Sql.text(row, column);
    return lang.isBlank() ? "?" : lang;
  }

  @Override
  public List<SubtaskView> subtasks(JobId job) {
    return database.statement(
        "read the subtasks of job " + job,
        sql -> sql.rows(
            """
            select s.id, s.entity_type, s.entity_id, s.parent_volume_id, s.seq, s.priority, s.status, s.error_message,
              {at subtasks.started_at s} as started, {at subtasks.finished_at s} as finished,
              s.result_path, coalesce(w.attempts, 0) as attempts,
              coalesce(w.interruptions, 0) as interruptions, coalesce(w.rescues, 0) as rescues,
              w.last_problem, w.engine, coalesce(w.warnings, array[]::text[]) as warnings,
              case when w.state = 'CLAIMED' then coalesce(a.name, w.worker_id::text) end as worker,
              w.state = 'DONE' and (%s) is not null as promoted,
              case when w.state = 'DONE' and w.glossary_claim_id = w.claim_id
                then w.glossary_version end as glossary_version, w.source_hash
            from {subtasks} s
            left join {ops}.work_items w on w.subtask_id = s.id
            left join {ops}.workers a on a.worker_id = w.worker_id
            where s.job_id = ? order by s.priority, s.seq, s.id
            """.formatted(JobRows.promotedAt("w")), job.value())
            .stream()
            .map(PostgresJobViews::subtask)
            .toList());
  }

  private static SubtaskView subtask(Record row) {
    return new SubtaskView(
        new SubtaskId(Sql.uuid(row, "id")),
        Sql.text(row, "entity_type"),
        Sql.uuid(row, "entity_id"),
        Optional.ofNullable(row.get("parent_volume_id", UUID.class)),
        Optional.ofNullable(row.get("seq", Integer.class)),
        Sql.number(row, "priority"),
        Sql.text(row, "status"),
        Sql.optional(row, "error_message"),
        Sql.optionalInstant(row, "started"),
        Sql.optionalInstant(row, "finished"),
        Sql.optional(row, "result_path"),
        PostgresClaims.counts(row),
        Sql.optional(row, "last_problem"),
        Sql.optional(row, "engine"),
        List.of(row.get("warnings", String[].class)),
        Sql.optional(row, "worker"),
        Sql.flag(row, "promoted"),
        basis(row));
  }

  private static Optional<SubtaskView.Basis> basis(Record row) {
    var version = row.get("glossary_version", Long.class);
    var source = Sql.optional(row, "source_hash");
    return version == null || source.isEmpty()
        ? Optional.empty()
        : Optional.of(new SubtaskView.Basis(new TextHash(source.get()), version));
  }

  @Override
  public Map<SubtaskId, TextHash> promotedTexts(Collection<SubtaskId> subtasks) {
    return database.statement(
        "read what was promoted for " + subtasks.size() + " subtasks",
        sql -> sql.rows(
            """
            select s.id, p.text_hash from {subtasks} s
            join {jobs} j on j.id = s.job_id
            join {ops}.promoted_rows p on p.entity_type = s.entity_type
              and p.entity_id = s.entity_id and p.lang = j.target_lang
            where s.id = any(?)
            """, (Object) Sql.uuids(subtasks, SubtaskId::value))
            .stream()
            .collect(
                Collectors.toMap(
                    row -> new SubtaskId(Sql.uuid(row, "id")),
                    row -> new TextHash(Sql.text(row, "text_hash")))));
  }

  @Override
  public Optional<JobId> jobOf(SubtaskId subtask) {
    return database.statement(
        "look to which job subtask " + subtask + " belongs",
        sql -> sql.row("select job_id from {subtasks} where id = ?", subtask.value())
            .map(row -> new JobId(Sql.uuid(row, "job_id"))));
  }

  @Override
  public Optional<String> resultText(SubtaskId subtask) {
    return database.statement(
        "read the result of subtask " + subtask,
        sql -> sql.row("select result_text from {subtasks} where id = ?", subtask.value())
            .flatMap(row -> Sql.optional(row, "result_text")));
  }
}
