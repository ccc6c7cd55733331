package org.translationjobs.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.promotion.Obstacle;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.Promotions;

/** Claims on promotions and what becomes of results that cannot be promoted. */
final class PostgresPromotions implements Promotions {
  private final Database database;
  private final SubtaskCounts counts;
  private final EarlyLocks earlyLocks;

  PostgresPromotions(Database database, SubtaskCounts counts, EarlyLocks earlyLocks) {
    this.database = database;
    this.counts = counts;
    this.earlyLocks = earlyLocks;
  }

  @Override
  public PromotionTransaction begin(PromotionClaim claim) {
    var guide = database.guide();
    return database.shield().run(() -> {
      try {
        return PostgresPromotion.begin(database, guide, claim, counts, earlyLocks);
      } catch (SQLException | DataAccessException e) {
        throw database.errors().translate("begin the promotion of job " + claim.job(), e);
      }
    });
  }

  @Override
  public boolean renew(PromotionClaim claim, Duration lease) {
    return database.statement(
        "renew the promotion of job " + claim.job(),
        sql -> sql.change(
            """
            update {ops}.job_runs set promotion_lease_until = now() + ? * interval '1 second',
              settle_due_at = now() + ? * interval '1 second'
            where run_id = ? and state = 'ACTIVE' and promotion_claim_id = ?
            """,
            Sql.seconds(lease), Sql.seconds(lease), claim.run().value(), claim.id().value())) > 0;
  }

  @Override
  public void release(PromotionClaim claim, Duration delay, String why) {
    database.statement(
        "give up the promotion of job " + claim.job(), sql -> giveUp(sql, claim, delay, why));
  }

  private static int giveUp(Sql sql, PromotionClaim claim, Duration delay, String why) {
    return sql.change(
        """
        update {ops}.job_runs set promotion_claim_id = null, promotion_worker_id = null,
          promotion_lease_until = null, settle_due_at = now() + ? * interval '1 second', note = ?
        where run_id = ? and promotion_claim_id = ?
        """,
        Sql.seconds(delay), Sql.clean(why), claim.run().value(), claim.id().value());
  }

  @Override
  public List<Obstacle.Decision> report(PromotionClaim claim, Collection<Obstacle> obstacles) {
    return database.transaction(
        "report what hinders the promotion of job " + claim.job(),
        sql -> {
          JobRows.lock(sql, claim.job());
          var open = sql.row(
              """
              select open_items from {ops}.job_runs
              where run_id = ? and state = 'ACTIVE' and promotion_claim_id = ? for update
              """, claim.run().value(), claim.id().value());
          var decisions = new ArrayList<Obstacle.Decision>();
          for (var obstacle : obstacles) {
            decisions.add(new Hindrance(sql, claim.job(), obstacle).decide(open.isPresent()));
          }
          if (open.isPresent()) {
            finishReport(sql, claim, decisions, Sql.number(open.get(), "open_items"));
          }
          return List.copyOf(decisions);
        });
  }

  private static void finishReport(
      Sql sql, PromotionClaim claim, List<Obstacle.Decision> decisions, int open) {
    var delay = Duration.ZERO;
    var again = 0;
    var changed = false;
    for (var decision : decisions) {
      switch (decision) {
        case Obstacle.Decision.LookAgain(var wait) ->
            delay = wait.compareTo(delay) > 0 ? wait : delay;
        case Obstacle.Decision.TranslateAgain() -> {
          again++;
          changed = true;
        }
        case Obstacle.Decision.Fail(var reason) -> changed = true;
      }
    }
    giveUp(sql, claim, changed ? Duration.ZERO : delay, "some results cannot be promoted");
    if (again > 0) {
      sql.change(
          "update {ops}.job_runs set open_items = ? where run_id = ?",
          open + again, claim.run().value());
    }
    recount(sql, claim.job());
  }

  private static void recount(Sql sql, JobId job) {
    sql.row("select total_subtasks from {jobs} where id = ?", job.value())
        .ifPresent(
            row -> JobRows.setProgress(
                sql, job,
                new Progress(JobRows.countDone(sql, job), Sql.number(row, "total_subtasks"))));
  }
}
