package org.translationjobs.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.core.worker.Workers;

/** Which workers live, by the database's clock. */
final class PostgresWorkers implements Workers {
  private final Database database;

  PostgresWorkers(Database database) {
    this.database = database;
  }

  @Override
  public void beat(WorkerProfile worker, Duration lease) {
    database.statement(
        "say that worker " + worker.name() + " lives",
        sql -> sql.change(
            """
            insert into {ops}.workers
              (worker_id, name, version, engines, store_id, concurrency, lease_until)
            values (?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')
            on conflict (worker_id) do update set beat_at = now(),
              lease_until = excluded.lease_until, left_at = null, name = excluded.name,
              version = excluded.version, engines = excluded.engines,
              store_id = excluded.store_id, concurrency = excluded.concurrency
            """,
            worker.id().value(), worker.name(), worker.version(),
            worker.engines().toArray(String[]::new), worker.store().value(),
            worker.concurrency(), Sql.seconds(lease)));
  }

  @Override
  public void leave(WorkerId worker) {
    database.statement(
        "take worker " + worker + " off the list",
        sql -> sql.change(
            """
            update {ops}.workers set left_at = now(), lease_until = least(lease_until, now())
            where worker_id = ? and left_at is null
            """, worker.value()));
  }

  @Override
  public Set<WorkerId> living() {
    return database.statement(
        "read which workers live",
        sql -> sql.rows(
            "select worker_id from {ops}.workers where left_at is null and lease_until > now()")
            .stream()
            .map(row -> new WorkerId(Sql.uuid(row, "worker_id")))
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public List<WorkerView> list() {
    return database.statement(
        "list the workers",
        sql -> sql.rows(
            """
            select a.*, a.left_at is null and a.lease_until > now() as living,
              extract(epoch from coalesce(a.left_at, now()) - a.started_at)::float8 as up_for,
              extract(epoch from now() - a.beat_at)::float8 as beat_ago,
              (select count(*)::int from {ops}.work_items w
                where w.state = 'CLAIMED' and w.worker_id = a.worker_id) as claims
            from {ops}.workers a order by living desc, a.started_at desc, a.worker_id
            """).stream().map(PostgresWorkers::view).toList());
  }

  private static WorkerView view(Record row) {
    return new WorkerView(
        new WorkerProfile(
            new WorkerId(Sql.uuid(row, "worker_id")),
            Sql.text(row, "name"),
            Sql.text(row, "version"),
            List.of(row.get("engines", String[].class)),
            new StoreId(Sql.text(row, "store_id")),
            Sql.number(row, "concurrency")),
        Sql.flag(row, "living"),
        Sql.duration(row, "up_for"),
        Sql.duration(row, "beat_ago"),
        Sql.number(row, "claims"));
  }
}
