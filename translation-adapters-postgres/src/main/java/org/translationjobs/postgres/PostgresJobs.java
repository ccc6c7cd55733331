package org.translationjobs.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.Activation;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.Look;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.postgres.SubtaskSearch.Place;

/** Activation and cancellation, each one transaction under the job's lock. */
final class PostgresJobs implements Jobs {
  /** After the start line, and not to be looked at later. */
  private static final String IS_FOR_US =
      """
      {at jobs.created_at j} >= (select start_line from {ops}.installation)
        and (w.look_again_at is null or w.look_again_at <= now())
      """;

  private static final String HAS_NO_RUN =
      """
      not exists (select 1 from {ops}.job_runs r where r.job_id = j.id and r.state = 'ACTIVE')
      """;

  private static final String PENDING = """
      {jobs} j left join {ops}.job_watch w on w.job_id = j.id
      where j.status = 'PENDING' and %s""".formatted(IS_FOR_US);

  private static final String FOREIGN = """
      {jobs} j left join {ops}.job_watch w on w.job_id = j.id
      where j.status = 'IN_PROGRESS' and %s and %s""".formatted(IS_FOR_US, HAS_NO_RUN);

  /** Both in one pass: the guide's table has no index for them. A query's FROM and WHERE. */
  static final String UNANNOUNCED =
      """
      {jobs} j left join {ops}.job_watch w on w.job_id = j.id
      where j.status in ('PENDING', 'IN_PROGRESS') and %s and (j.status = 'PENDING' or %s)
      """.formatted(IS_FOR_US, HAS_NO_RUN);

  private final Database database;
  private final SubtaskSearch search;

  PostgresJobs(Database database, SubtaskSearch search) {
    this.database = database;
    this.search = search;
  }

  @Override
  public Activated activate(JobId job, RunRequest request, Patience patience) {
    return activate(job, Optional.empty(), request, patience).orElseThrow();
  }

  @Override
  public Optional<Activated> activate(
      JobId job, Set<LanguagePair> languages, RunRequest request, Patience patience) {
    return activate(job, Optional.of(languages), request, patience);
  }

  private Optional<Activated> activate(
      JobId job, Optional<Set<LanguagePair>> languages, RunRequest request, Patience patience) {
    var place = request.trigger() == Trigger.ANNOUNCEMENT || request.trigger() == Trigger.SWEEP
        ? search.placeOf(job)
        : new Place.Everywhere();
    return database.transaction("activate job " + job, sql -> {
      var reader = FactsReader.locking(sql, job, languages, request, place);
      if (reader.isEmpty()) {
        return Optional.of(new Activated.NotFound());
      }
      search.found(job, reader.get().tablePages(), reader.get().pagesOfSubtasks());
      var own = JobRows.languages(reader.get().row());
      return languages.isEmpty() || languages.get().contains(own)
          ? Optional.of(activate(sql, job, reader.get(), request, patience))
          : Optional.empty();
    });
  }

  private static Activated activate(
      Sql sql, JobId job, FactsReader reader, RunRequest request, Patience patience) {
    var found = reader.read();
    var decision = Activation.decide(found.facts(), request, patience);
    if (decision instanceof Activation.Wait && found.facts().run().isEmpty()) {
      // only who has to wait asks for how long already
      decision =
          Activation.decide(found.unchangedFor(reader.unchangedFor()), request, patience);
    }
    return switch (decision) {
      case Activation.Start start -> new RunStart(sql, reader.row(), request, found, start).start();
      case Activation.Ignore(var reason) -> new Activated.Ignored(reason);
      case Activation.Wait(var reason, var again, var swept) -> {
        lookAgain(sql, job, again);
        yield new Activated.Waiting(reason, again, swept);
      }
      case Activation.Refuse(var reason) -> refuse(sql, job, new Activated.Refused(reason));
    };
  }

  private static Activated refuse(Sql sql, JobId job, Activated.Refused refused) {
    activeRun(sql, job).ifPresent(run -> JobRows.endRun(sql, run, "FAILED", refused.reason()));
    JobRows.end(sql, job, JobStatus.FAILED.name(), refused.reason());
    forgetWatch(sql, job);
    return refused;
  }

  private static void lookAgain(Sql sql, JobId job, Duration delay) {
    sql.change(
        """
        insert into {ops}.job_watch (job_id, look_again_at)
        values (?, now() + ? * interval '1 second')
        on conflict (job_id) do update set look_again_at = excluded.look_again_at
        """,
        job.value(), Sql.seconds(delay));
  }

  private static void forgetWatch(Sql sql, JobId job) {
    sql.change("delete from {ops}.job_watch where job_id = ?", job.value());
  }

  private static Optional<UUID> activeRun(Sql sql, JobId job) {
    return sql.row(
        "select run_id from {ops}.job_runs where job_id = ? and state = 'ACTIVE' for update",
        job.value()).map(row -> Sql.uuid(row, "run_id"));
  }

  @Override
  public Optional<LanguagePair> languages(JobId job) {
    return database.statement(
        "read the languages of job " + job,
        sql -> sql.row(
            "select from_lang, target_lang from {jobs} where id = ?", job.value())
            .map(JobRows::languages));
  }

  @Override
  public List<JobId> unannounced(Patience patience, int atMost) {
    var found = new ArrayList<>(pending(atMost));
    if (found.size() < atMost) {
      found.addAll(foreign(patience.foreignClaim(), atMost - found.size()));
    }
    return found;
  }

  /**
   * Each one that is offered goes to the end of the line: a bad one cannot hide the others. One that is
   * locked is being activated: whoever waited for it would learn only that it has begun.
   */
  private List<JobId> pending(int atMost) {
    return database.statement(
        "look for jobs that nobody announced",
        sql -> sql.rows(
            """
            with candidate as materialized (
              select j.id, j.created_at, w.offered_at from %s
              order by w.offered_at nulls first, j.created_at, j.id limit ?
              for key share of j skip locked
            ), offered as (
              insert into {ops}.job_watch (job_id, offered_at) select id, now() from candidate
              on conflict (job_id) do update set offered_at = now()
            )
            select id from candidate order by offered_at nulls first, created_at, id
            """.formatted(PENDING), atMost)
            .stream()
            .map(row -> new JobId(Sql.uuid(row, "id")))
            .toList());
  }

  private List<JobId> foreign(Duration unchangedFor, int atMost) {
    // nearly always there is none, which a transaction need not find out
    if (database.statement(
        "look for jobs that another worker left", sql -> left(sql, 1)).isEmpty()) {
      return List.of();
    }
    return database.transaction("look for jobs that another worker left", sql -> {
      var candidates = left(sql, atMost);
      var found = new ArrayList<JobId>();
      for (var row : candidates) {
        var job = new JobId(Sql.uuid(row, "id"));
        var left = unchangedFor.minus(FactsReader.observe(sql, job));
        if (left.isPositive()) {
          lookAgain(sql, job, left);
        } else {
          found.add(job);
        }
        sql.change(
            "update {ops}.job_watch set offered_at = now() where job_id = ?", job.value());
      }
      return found;
    });
  }

  private static List<Record> left(Sql sql, int atMost) {
    return sql.rows(
        "select j.id from " + FOREIGN + "order by w.offered_at nulls first, j.id limit ?", atMost);
  }

  @Override
  public Look look(WorkerId worker, Duration lookAtLeastEvery) {
    return database.statement(
        "look for anything to do", sql -> Looking.look(sql, worker, lookAtLeastEvery));
  }

  @Override
  public Cancelled cancel(JobId job, String reason) {
    return database.transaction("cancel job " + job, sql -> {
      var row = JobRows.lock(sql, job);
      if (row.isEmpty()) {
        return new Cancelled.NotFound();
      }
      var status = Sql.text(row.get(), "status");
      return switch (JobStatus.fromColumn(status).orElse(JobStatus.COMPLETED)) {
        case PENDING, IN_PROGRESS -> {
          activeRun(sql, job).ifPresent(
              run -> JobRows.endRun(sql, run, "ENDED", "cancelled: " + reason));
          JobRows.end(sql, job, JobStatus.CANCELLED.name(), "cancelled: " + reason);
          forgetWatch(sql, job);
          yield new Cancelled.Done();
        }
        case CANCELLED -> new Cancelled.Done();
        case COMPLETED, FAILED -> new Cancelled.NotPossible(status);
      };
    });
  }
}
