package org.translationjobs.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.ActivationFacts;
import org.translationjobs.core.job.ActivationFacts.RunUnderWay;
import org.translationjobs.core.job.ActivationFacts.SubtaskFacts;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.text.Synopsis;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.postgres.Sql.Query;
import org.translationjobs.postgres.SubtaskSearch.Place;

/** Reads what {@link org.translationjobs.core.job.Activation} decides upon, under the job's lock. */
final class FactsReader {
  private final Sql sql;
  private final JobId job;
  private final Record row;
  private final Record ours;
  private final List<Record> subtasks;
  private final List<Long> pagesOfSubtasks;

  private FactsReader(Sql sql, JobId job, Record row, Record ours, List<Record> subtasks) {
    this(sql, job, row, ours, subtasks, pages(subtasks));
  }

  private FactsReader(
      Sql sql, JobId job, Record row, Record ours, List<Record> subtasks, List<Long> pages) {
    this.sql = sql;
    this.job = job;
    this.row = row;
    this.ours = ours;
    this.subtasks = subtasks;
    this.pagesOfSubtasks = pages;
  }

  /**
   * Locks the job; empty when it does not exist. What is read of it is read after it was locked.
   *
   * @param languages
   *          only for a job with one of these its subtasks are read; empty: for every job
   * @param place
   *          where its subtasks are looked for first
   */
  static Optional<FactsReader> locking(
      Sql sql, JobId job, Optional<Set<LanguagePair>> languages, RunRequest request, Place place) {
    var found = sql.together(
        JobRows.locked(job), subtasks(sql.guide(), job, languages, request, place),
        Database.KEPT_PLANS, ours(sql.guide(), job, request));
    sql.ahead(Database.FRESH_PLANS);
    return found.getFirst()
        .stream()
        .findFirst()
        .map(row -> new FactsReader(sql, job, row, found.getLast().getFirst(), found.get(1)))
        .map(
            reader -> place instanceof Place.Everywhere || reader.isNewAndWhole()
                || reader.goesOn(request) ? reader : reader.looking(languages, request));
  }

  /**
   * Whether these are as many subtasks as the job's creator announced, and nobody has worked on any. One
   * more that was added all the same is found at the end of the promotion at the latest.
   */
  private boolean isNewAndWhole() {
    return Sql.text(row, "status").equals(JobStatus.PENDING.name())
        && !Sql.flag(ours, "had_items")
        && !subtasks.isEmpty()
        && subtasks.size() == Sql.number(row, "total_subtasks")
        && isFresh();
  }

  /** Whether the run under way goes on, whatever its subtasks are. */
  private boolean goesOn(RunRequest request) {
    return request.trigger() != Trigger.REPROCESS && run(ours).isPresent()
        && Sql.text(row, "status").equals(JobStatus.IN_PROGRESS.name());
  }

  /** First only which they are: the server may let several processes read a large table for that. */
  private FactsReader looking(Optional<Set<LanguagePair>> languages, RunRequest request) {
    if (languages.isPresent() && !languages.get().contains(JobRows.languages(row))) {
      return this;
    }
    var page = tablePages() > 0 ? SubtaskSearch.pageOf("ctid") : "null::bigint";
    var all = sql.rows(
        "select id, %s as page from {subtasks} where job_id = ?".formatted(page), job.value());
    var known = new Place.Known(all.stream().map(found -> Sql.uuid(found, "id")).toList());
    return new FactsReader(
        sql, job, row, ours,
        sql.together(subtasks(sql.guide(), job, languages, request, known)).getFirst(),
        pages(all));
  }

  /** How many pages the table of subtasks has now; a view has none. */
  long tablePages() {
    return ours.get("pages", Long.class);
  }

  /** The pages where the job's subtasks were found; none where nobody looked. */
  List<Long> pagesOfSubtasks() {
    return pagesOfSubtasks;
  }

  private static List<Long> pages(List<Record> subtasks) {
    return subtasks.stream()
        .map(subtask -> subtask.get("page", Long.class))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The job's own row. */
  Record row() {
    return row;
  }

  Findings read() {
    return new Findings(
        new ActivationFacts(
            Sql.text(row, "status"),
            JobRows.languages(row),
            Sql.number(row, "total_subtasks"),
            subtasks.stream().map(FactsReader::facts).toList(),
            Duration.ZERO,
            Sql.flag(ours, "before"),
            run(ours)),
        ours.get("glossary", Long.class),
        Synopsis.of(ours.get("description", String.class), Sql.text(row, "from_lang")),
        isFresh(),
        Sql.flag(ours, "held"));
  }

  private boolean isFresh() {
    return subtasks.stream().allMatch(subtask -> Sql.flag(subtask, "fresh"));
  }

  /** For how long we have seen the job's rows as they are now; begins to count when they are new. */
  Duration unchangedFor() {
    return observe(sql, job, Traces.at(subtasks));
  }

  /** What of a job's subtasks shows that somebody works on them. */
  private record Traces(long count, long pending, long done, @Nullable String newest) {
    static Traces at(List<Record> subtasks) {
      return new Traces(
          subtasks.size(), having(subtasks, "PENDING"), having(subtasks, "DONE"),
          subtasks.isEmpty() ? null : subtasks.getFirst().get("newest", String.class));
    }

    private static long having(List<Record> subtasks, String status) {
      return subtasks.stream().filter(row -> Sql.text(row, "status").equals(status)).count();
    }
  }

  /**
   * For how long we have seen the job's rows as they are now; begins to count when they are new to
   * us.
   */
  static Duration observe(Sql sql, JobId job) {
    var found = sql.one(
        """
        select count(*) as count, count(*) filter (where status = 'PENDING') as pending,
          count(*) filter (where status = 'DONE') as done, max(updated_at)::text as newest
        from {subtasks} where job_id = ?
        """, job.value());
    return observe(
        sql, job,
        new Traces(
            found.get("count", Long.class), found.get("pending", Long.class),
            found.get("done", Long.class), found.get("newest", String.class)));
  }

  private static Duration observe(Sql sql, JobId job, Traces traces) {
    var seen = sql.row(
        """
        insert into {ops}.job_watch as w (job_id, fingerprint)
        select j.id, md5(concat_ws('|', j.updated_at, j.status, j.total_subtasks,
            j.completed_subtasks, ?::bigint, ?::bigint, ?::bigint, ?::text))
        from {jobs} j where j.id = ?
        on conflict (job_id) do update set fingerprint = excluded.fingerprint,
          changed_at = case when w.fingerprint is not distinct from excluded.fingerprint
            then w.changed_at else now() end
        returning extract(epoch from now() - w.changed_at)::float8 as unchanged
        """, traces.count(), traces.pending(), traces.done(), traces.newest(), job.value());
    return seen.map(row -> Sql.duration(row, "unchanged")).orElse(Duration.ZERO);
  }

  /** What our own tables say of the job. */
  private static Query ours(Guide guide, JobId job, RunRequest request) {
    // not a null, of which the driver would ask the server what type it has
    var asking = Sql.uuids(request.reservedFor().stream().toList(), WorkerId::value);
    var novels = guide.texts(EntityType.NOVEL);
    return Query.of(
        """
        select {at jobs.created_at j} < (select start_line from {ops}.installation) as before,
          coalesce((select g.version from {ops}.glossaries g where g.novel_id = j.novel_id
            and g.from_lang = j.from_lang and g.target_lang = j.target_lang), 0) as glossary,
          (select n.%s::text from %s n where n.%s = j.novel_id and n.%s = j.from_lang
            order by n.%s limit 1) as description,
          exists (select 1 from {ops}.work_items i where i.job_id = j.id) as had_items,
          %s as pages, %s as held,
          r.number, r.reserved_for is distinct from (?)[1] and exists
            (select 1 from {ops}.workers w where w.worker_id = r.reserved_for
              and w.left_at is null and w.lease_until > now()) as reserved
        from {jobs} j
        left join {ops}.job_runs r on r.job_id = j.id and r.state = 'ACTIVE'
        where j.id = ?
        """.formatted(
            novels.body(), novels.table().sqlName(), novels.entity(), novels.lang(),
            novels.rowOrder(), SubtaskSearch.PAGES, HoldRules.blocksClaims("j.id", "?::text[]")),
        request.plan().engines().toArray(String[]::new), asking, job.value());
  }

  private static Optional<RunUnderWay> run(Record ours) {
    return Optional.ofNullable(ours.get("number", Integer.class))
        .map(number -> new RunUnderWay(number, Sql.flag(ours, "reserved")));
  }

  /**
   * A job's subtasks: none of one whose run goes on, not all of them where only a part of the table is
   * looked at.
   */
  private static Query subtasks(
      Guide guide, JobId job, Optional<Set<LanguagePair>> languages, RunRequest request,
      Place place) {
    var pairs = List.copyOf(languages.orElse(Set.of()));
    var arguments = new ArrayList<@Nullable Object>(place.arguments());
    arguments.addAll(
        List.of(
            job.value(), languages.isEmpty(), Sql.texts(pairs, LanguagePair::from),
            Sql.texts(pairs, LanguagePair::to), request.trigger() == Trigger.REPROCESS));
    return new Query(
        """
        select s.id, s.entity_type, s.entity_id, s.status,
          max(s.updated_at) over ()::text as newest,
          s.result_path is not null or s.result_text is not null as has_result,
          w.subtask_id is null and s.status = 'PENDING' and s.result_path is null
            and s.result_text is null and s.error_message is null and s.started_at is null
            and s.finished_at is null as fresh,
          case when w.subtask_id is null then j.status = 'COMPLETED' and s.status = 'DONE'
            else w.state = 'DONE' and (%s) is not null end as promoted,
          %s as outside, %s as page
        from {jobs} j
        %s
        left join {ops}.work_items w on w.subtask_id = s.id
        %s
        where j.id = ? and (?
          or (j.from_lang, j.target_lang) in (select * from unnest(?::text[], ?::text[])))
          and (? or j.status <> 'IN_PROGRESS' or not exists
            (select 1 from {ops}.job_runs r where r.job_id = j.id and r.state = 'ACTIVE'))
        order by s.priority, s.seq, s.id
        """.formatted(
            JobRows.promotedAt("w"), outside(guide), place.page(), place.join(), novelParts(guide)),
        arguments);
  }

  private static String outside(Guide guide) {
    return guide.knowsNovelParts()
        ? """
            case s.entity_type when 'novel' then s.entity_id <> j.novel_id
              when 'volume' then v.novel_id is distinct from j.novel_id
              when 'chapter' then c.id is null
                or c.volume_id is not null and v.novel_id is distinct from j.novel_id
              else false end"""
        : "case s.entity_type when 'novel' then s.entity_id <> j.novel_id else false end";
  }

  private static String novelParts(Guide guide) {
    return guide.knowsNovelParts()
        ? """
            left join {chapters} c on s.entity_type = 'chapter' and c.id = s.entity_id
            left join {volumes} v on v.id =
              case s.entity_type when 'chapter' then c.volume_id when 'volume' then s.entity_id end
            """
        : "";
  }

  private static SubtaskFacts facts(Record row) {
    return new SubtaskFacts(
        new SubtaskId(Sql.uuid(row, "id")),
        Sql.text(row, "entity_type"),
        Sql.uuid(row, "entity_id"),
        Sql.text(row, "status"),
        Sql.flag(row, "has_result"),
        Sql.flag(row, "promoted"),
        Sql.flag(row, "outside"));
  }
}
