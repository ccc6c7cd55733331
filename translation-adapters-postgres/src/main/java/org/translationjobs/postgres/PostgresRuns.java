package org.translationjobs.postgres;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.WorkerId;

/** The end of runs, each decision in one transaction under the job's lock. */
final class PostgresRuns implements Runs {
  static final String TO_SETTLE =
      """
      {ops}.job_runs r left join {jobs} j on j.id = r.job_id
      where r.state = 'ACTIVE' and (j.id is null or j.status <> 'IN_PROGRESS'
        or r.settle_due_at <= now()
        or coalesce(r.settled_at, r.created_at) < now() - ? * interval '1 second')
      """;

  private final Database database;

  PostgresRuns(Database database) {
    this.database = database;
  }

  /** Every answer of {@link #settle} sets when the run is due again: one bad run hides no other. */
  @Override
  public List<RunId> toSettle(Duration lookAtLeastEvery, int atMost) {
    return database.statement(
        "look for runs to settle",
        sql -> sql.rows(
            "select r.run_id from " + TO_SETTLE
                + "order by r.settled_at nulls first, r.run_id limit ?",
            Sql.seconds(lookAtLeastEvery), atMost)
            .stream()
            .map(row -> new RunId(Sql.uuid(row, "run_id")))
            .toList());
  }

  @Override
  public Settled settle(RunId run, WorkerId worker, StoreId store, Duration promotionLease) {
    return database.transaction("settle run " + run, sql -> {
      var job = sql.row("select job_id from {ops}.job_runs where run_id = ?", run.value())
          .map(row -> new JobId(Sql.uuid(row, "job_id")));
      return job.isEmpty()
          ? new Settled.GoesOn("there is no such run any more", 0)
          : new Settling(sql, run, job.get(), worker, store, promotionLease).settle();
    });
  }
}
