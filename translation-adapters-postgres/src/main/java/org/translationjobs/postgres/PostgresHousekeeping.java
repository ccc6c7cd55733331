package org.translationjobs.postgres;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.Housekeeping;

/** Forgets what is over. Objects are deleted by the paths recorded here and by nothing else. */
final class PostgresHousekeeping implements Housekeeping {
  private static final int BATCH = 1000;

  private final Database database;

  PostgresHousekeeping(Database database) {
    this.database = database;
  }

  @Override
  public List<String> disposable(StoreId store, Duration retention, int atMost) {
    database.transaction("list promoted objects", sql -> listPromoted(sql, retention));
    return database.statement(
        "look for staged objects nobody needs",
        sql -> sql.rows(
            """
            select o.path from {ops}.staged_objects o
            where o.store_id = ? and o.disposable_since < now() - ? * interval '1 second'
              and not exists (select 1 from {ops}.work_items w where w.subtask_id = o.subtask_id
                and w.path = o.path and (%s) is null)
            order by o.disposable_since, o.path limit ?
            """.formatted(JobRows.promotedAt("w")), store.value(), Sql.seconds(retention), atMost)
            .stream()
            .map(row -> Sql.text(row, "path"))
            .toList());
  }

  /** The objects of one promoted run at a time, once its retention is over. */
  private static int listPromoted(Sql sql, Duration retention) {
    var run = sql.row(
        """
        select run_id from {ops}.job_runs
        where state = 'PROMOTED' and not objects_listed
          and ended_at < now() - ? * interval '1 second'
        order by ended_at limit 1 for update skip locked
        """, Sql.seconds(retention));
    if (run.isEmpty()) {
      return 0;
    }
    var id = Sql.uuid(run.get(), "run_id");
    sql.change(
        "update {ops}.job_runs set objects_listed = true where run_id = ?", id);
    return sql.change(
        """
        insert into {ops}.staged_objects (path, store_id, job_id, subtask_id, disposable_since)
        select w.path, w.store_id, w.job_id, w.subtask_id, r.ended_at
        from {ops}.job_runs r join {ops}.work_items w on w.job_id = r.job_id
        where r.run_id = ? and w.ours and w.path is not null and w.store_id is not null
          and w.state = 'DONE' and (%s) <= r.ended_at
        on conflict (path, store_id) do nothing
        """.formatted(JobRows.promotedAt("w")), id);
  }

  @Override
  public void disposed(Collection<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    database.transaction(
        "forget deleted objects",
        sql -> sql.change(
            """
            with gone as (
              delete from {ops}.staged_objects where path = any(?) returning subtask_id, path
            )
            update {ops}.work_items w set path = null from gone g
            where w.subtask_id = g.subtask_id and w.path = g.path and (%s) is not null
            """.formatted(JobRows.promotedAt("w")), (Object) paths.toArray(String[]::new)));
  }

  @Override
  public int prune(Duration workersDeadFor, Duration novelsGoneFor) {
    return database.transaction(
        "forget what belongs to deleted jobs and dead workers",
        sql -> deadWorkers(sql, workersDeadFor) + deletedJobs(sql))
        + database.transaction(
            "forget the memory of deleted novels", sql -> deletedNovels(sql, novelsGoneFor));
  }

  /**
   * One novel at a time; the walk through the indexes reads a row of each table for each novel with a
   * memory. A text without segments is noted without any.
   */
  private static int deletedNovels(Sql sql, Duration goneFor) {
    if (sql.guide().novels().filter(novels -> novels.has("id")).isEmpty()) {
      return 0;
    }
    sql.change(
        """
        delete from {ops}.deleted_novels d
        where exists (select 1 from {novels} n where n.id = d.novel_id)
          or not exists (select 1 from {ops}.memory_segments m where m.novel_id = d.novel_id)
            and not exists (select 1 from {ops}.memory_texts t where t.novel_id = d.novel_id)
            and not exists (select 1 from {ops}.memory_places p where p.novel_id = d.novel_id)
        """);
    sql.change(
        """
        with recursive known (novel_id) as (
          select least(
            (select novel_id from {ops}.memory_segments order by novel_id limit 1),
            (select novel_id from {ops}.memory_texts order by novel_id limit 1),
            (select novel_id from {ops}.memory_places order by novel_id limit 1))
          union all
          select least(
            (select m.novel_id from {ops}.memory_segments m where m.novel_id > k.novel_id
              order by m.novel_id limit 1),
            (select t.novel_id from {ops}.memory_texts t where t.novel_id > k.novel_id
              order by t.novel_id limit 1),
            (select p.novel_id from {ops}.memory_places p where p.novel_id > k.novel_id
              order by p.novel_id limit 1))
          from known k where k.novel_id is not null
        )
        insert into {ops}.deleted_novels (novel_id)
        select k.novel_id from known k
        where k.novel_id is not null and exists (select 1 from {novels})
          and not exists (select 1 from {novels} n where n.id = k.novel_id)
        order by k.novel_id
        on conflict (novel_id) do nothing
        """);
    return sql.row(
        """
        select novel_id from {ops}.deleted_novels where since < now() - ? * interval '1 second'
        order by novel_id limit 1 for update skip locked
        """, Sql.seconds(goneFor))
        .map(
            gone -> PostgresTranslationMemory.forget(
                sql, new NovelId(Sql.uuid(gone, "novel_id"))))
        .orElse(0);
  }

  private static int deadWorkers(Sql sql, Duration deadFor) {
    return sql.change(
        """
        delete from {ops}.workers a
        where a.lease_until < now() - ? * interval '1 second' and not exists
          (select 1 from {ops}.work_items w where w.state = 'CLAIMED' and w.worker_id = a.worker_id)
        """, Sql.seconds(deadFor));
  }

  /** Their objects are kept for the retention time from now on. */
  private static int deletedJobs(Sql sql) {
    var gone = sql.rows(
        """
        select k.job_id from (select job_id from {ops}.job_runs union
            select job_id from {ops}.job_watch union
            select job_id from {ops}.job_budgets union select job_id from {ops}.call_sums union
            select subject::uuid from {ops}.holds where scope = 'JOB') k (job_id)
        where not exists (select 1 from {jobs} j where j.id = k.job_id) limit ?
        """, BATCH).stream().map(row -> Sql.uuid(row, "job_id")).toArray(UUID[]::new);
    if (gone.length == 0) {
      return 0;
    }
    sql.change(
        """
        insert into {ops}.staged_objects (path, store_id, job_id, subtask_id)
        select path, store_id, job_id, subtask_id from {ops}.work_items
        where job_id = any(?) and ours and path is not null and store_id is not null
        on conflict (path, store_id) do nothing
        """, (Object) gone);
    return sql.change("delete from {ops}.work_items where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.promotions where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.job_runs where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.engine_calls where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.call_sums where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.job_budgets where job_id = any(?)", (Object) gone)
        + sql.change("delete from {ops}.job_watch where job_id = any(?)", (Object) gone)
        + sql.change(
            """
            delete from {ops}.holds where scope = 'JOB' and subject in
              (select g::text from unnest(?) g)
            """, (Object) gone);
  }
}
