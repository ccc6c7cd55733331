package org.translationjobs.postgres;

import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.JobId;

/** The holds in force. */
final class PostgresHolds implements Holds {
  private final Database database;

  PostgresHolds(Database database) {
    this.database = database;
  }

  @Override
  public void place(HoldScope scope, Hold.Kind kind, String reason, String placedBy) {
    database.statement("place a hold", sql -> place(sql, scope, kind, reason, placedBy));
  }

  static int place(Sql sql, HoldScope scope, Hold.Kind kind, String reason, String placedBy) {
    return sql.change(
        """
        insert into {ops}.holds (scope, subject, kind, reason, placed_by) values (?, ?, ?, ?, ?)
        on conflict (scope, subject, kind)
          do update set reason = excluded.reason, placed_by = excluded.placed_by
        """,
        name(scope), subject(scope), kind.name(), Sql.clean(reason), Sql.clean(placedBy));
  }

  /** What waited for the release is looked at at once. */
  @Override
  public boolean release(HoldScope scope, Hold.Kind kind) {
    return database.statement(
        "release a hold",
        sql -> sql.count(
            """
            with released as (
              delete from {ops}.holds where scope = ? and subject = ? and kind = ? returning scope,
                subject
            ), woken as (
              update {ops}.job_runs r set settle_due_at = now() from released h
              where r.state = 'ACTIVE' and r.promotion_claim_id is null
                and (h.scope = 'FLEET' or h.scope = 'JOB' and h.subject = r.job_id::text)
            )
            select count(*)::int from released
            """, name(scope), subject(scope), kind.name())) > 0;
  }

  @Override
  public List<Hold> all() {
    return database.statement(
        "read the holds",
        sql -> sql.rows("select * from {ops}.holds order by since, scope, subject, kind")
            .stream()
            .map(PostgresHolds::hold)
            .toList());
  }

  @Override
  public List<Hold> of(HoldScope scope) {
    return all().stream().filter(hold -> hold.scope().equals(scope)).toList();
  }

  static Hold hold(Record row) {
    var subject = Sql.text(row, "subject");
    var scope = switch (Sql.text(row, "scope")) {
      case "FLEET" -> new HoldScope.Fleet();
      case "ENGINE" -> new HoldScope.Engine(subject);
      default -> new HoldScope.Job(new JobId(UUID.fromString(subject)));
    };
    return new Hold(
        scope, Hold.Kind.valueOf(Sql.text(row, "kind")), Sql.text(row, "reason"),
        Sql.text(row, "placed_by"), Sql.instant(row, "since"));
  }

  private static String name(HoldScope scope) {
    return switch (scope) {
      case HoldScope.Fleet() -> "FLEET";
      case HoldScope.Engine engine -> "ENGINE";
      case HoldScope.Job job -> "JOB";
    };
  }

  private static String subject(HoldScope scope) {
    return switch (scope) {
      case HoldScope.Fleet() -> "";
      case HoldScope.Engine(var engine) -> engine;
      case HoldScope.Job(var job) -> job.toString();
    };
  }
}
