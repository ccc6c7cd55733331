package org.translationjobs.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims.Rescued;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/**
 * Takes back claims whose lease is over. The row that holds the lease is locked, and the lease is
 * compared on the locked row. What fails an item for good changes its job's counts and therefore runs
 * under the job's lock, in a transaction of its own.
 */
final class RescueWork {
  /** While the server was down nobody could renew: from its start on each has a lease's time to do so. */
  static final String EXPIRED =
      """
      select w.* from {ops}.work_items w
      where w.state = 'CLAIMED' and w.lease_until < now()
        and not exists (select 1 from {ops}.workers a
          where a.worker_id = w.worker_id and a.left_at is null
            and now() - pg_postmaster_start_time() < a.lease_until - a.beat_at)
      """;

  /** Who holds a lock for longer is passed over; a hundred of them must not hold up the sweep. */
  private static final Duration LONGEST_LOCK = Duration.ofMillis(100);

  private final Database database;

  RescueWork(Database database) {
    this.database = database;
  }

  List<Rescued> rescue(int atMost) {
    try {
      return take(atMost, EXPIRED + "order by w.subtask_id limit ? for update of w skip locked");
    } catch (TranslationJobsException e) {
      return takeEach(atMost, e);
    }
  }

  /** A subtask that someone else has locked, or that a trigger refuses, keeps no other waiting. */
  private List<Rescued> takeEach(int atMost, TranslationJobsException problem) {
    var rescued = new ArrayList<Rescued>();
    var expired = database.statement(
        "look for claims of dead workers",
        sql -> sql.rows(EXPIRED + "order by w.subtask_id limit ?", atMost));
    for (var row : expired) {
      try {
        rescued.addAll(
            take(
                Sql.uuid(row, "claim_id"),
                EXPIRED + "and w.claim_id = ? for update of w skip locked"));
      } catch (TranslationJobsException e) {
        problem.addSuppressed(e);
      }
    }
    if (rescued.isEmpty()) {
      throw problem;
    }
    return rescued;
  }

  /** In one transaction, what fails for good excepted. */
  private List<Rescued> take(Object limit, String select) {
    var rescued = new ArrayList<Rescued>();
    var fatal = new ArrayList<Rescued>();
    database.transaction("take back claims of dead workers", sql -> {
      rescued.clear();
      fatal.clear();
      Database.limitLocks(sql, LONGEST_LOCK);
      var rows = sql.rows(select, limit);
      for (var row : rows) {
        switch (decide(row)) {
          case Rescue.Due(var counts) -> {
            due(sql, row, counts);
            rescued.add(rescued(row, false));
          }
          case Rescue.Fatal(var counts, var reason) -> fatal.add(rescued(row, true));
        }
      }
      return rows.size();
    });
    for (var item : fatal) {
      fail(item).ifPresent(rescued::add);
    }
    return rescued;
  }

  private static Rescue decide(Record row) {
    return Rescue.decide(PostgresClaims.counts(row));
  }

  private static Rescued rescued(Record row, boolean failed) {
    return new Rescued(
        PostgresClaims.item(row),
        new ClaimId(Sql.uuid(row, "claim_id")),
        new WorkerId(Sql.uuid(row, "worker_id")),
        failed);
  }

  private static void due(Sql sql, Record row, WorkItem.Counts counts) {
    write(sql, row, counts, "READY", "its worker " + Sql.uuid(row, "worker_id") + " died");
    sql.change(
        """
        update {subtasks} set status = 'PENDING', started_at = null,
          updated_at = {now subtasks.updated_at}
        where id = ? and status = 'IN_PROGRESS' and %s
        """.formatted(JobRows.isOurs("job_id")), Sql.uuid(row, "subtask_id"));
    lost(sql, row);
  }

  private Optional<Rescued> fail(Rescued item) {
    return database.transaction("take back a claim of a dead worker", sql -> {
      JobRows.lock(sql, new JobId(item.item().job().value()));
      var row = sql.row(
          EXPIRED + "and w.subtask_id = ? and w.claim_id = ? for update of w",
          item.item().subtask().value(), item.claim().value());
      if (row.isEmpty() || !(decide(row.get()) instanceof Rescue.Fatal(var counts, var reason))) {
        return Optional.empty();
      }
      write(sql, row.get(), counts, "FAILED", reason);
      sql.change(
          """
          update {subtasks} set status = 'FAILED', error_message = ?,
            finished_at = {now subtasks.finished_at}, updated_at = {now subtasks.updated_at}
          where id = ? and status = 'IN_PROGRESS' and %s
          """.formatted(JobRows.isOurs("job_id")), reason, item.item().subtask().value());
      ReleaseWork.closeItems(sql, Map.of(item.item().run().value(), 1));
      lost(sql, row.get());
      return Optional.of(item);
    });
  }

  private static void write(
      Sql sql, Record row, WorkItem.Counts counts, String state, String problem) {
    sql.change(
        """
        update {ops}.work_items set state = ?, claim_id = null, worker_id = null,
          lease_until = null, due_at = now(), attempts = ?, interruptions = ?, rescues = ?,
          last_problem = ?
        where subtask_id = ? and claim_id = ? and lease_until < now()
        """,
        state, counts.attempts(), counts.interruptions(), counts.rescues(), problem,
        Sql.uuid(row, "subtask_id"), Sql.uuid(row, "claim_id"));
  }

  /** An object that the dead worker may have staged is deleted some day. */
  private static void lost(Sql sql, Record row) {
    var item = PostgresClaims.item(row);
    sql.row(
        """
        select j.staging_prefix, r.plan ->> 'store' as store
        from {ops}.job_runs r left join {jobs} j on j.id = r.job_id where r.run_id = ?
        """, item.run().value())
        .filter(run -> run.get("store") != null)
        .ifPresent(
            run -> sql.change(
                """
                insert into {ops}.staged_objects (path, store_id, job_id, subtask_id)
                values (?, ?, ?, ?) on conflict (path, store_id) do nothing
                """,
                StagingKey.of(
                    run.get("staging_prefix", String.class), item.job(), item.subtask(),
                    new ClaimId(Sql.uuid(row, "claim_id"))).path(),
                Sql.text(run, "store"), item.job().value(), item.subtask().value()));
  }
}
