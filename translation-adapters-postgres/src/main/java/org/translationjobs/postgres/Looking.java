package org.translationjobs.postgres;

import java.time.Duration;
import java.util.Set;
import org.jooq.Record;
import org.translationjobs.core.job.Look;
import org.translationjobs.core.work.WorkerId;

/**
 * Whether there is anything to do, in one statement. Each part is the condition of the query that finds
 * what is to be done.
 */
final class Looking {
  private static final String LOOK = """
      select
        exists (select 1 from (%s) e where %s) as claimable,
        exists (%s) as expired,
        exists (select 1 from %s) as to_settle,
        exists (select 1 from %s) as unannounced,
        array(%s) as held
      """.formatted(
      PostgresClaims.ELIGIBLE, PostgresClaims.HAS_DUE, RescueWork.EXPIRED, PostgresRuns.TO_SETTLE,
      PostgresJobs.UNANNOUNCED, HoldRules.HELD_ENGINES);

  private Looking() {}

  static Look look(Sql sql, WorkerId worker, Duration lookAtLeastEvery) {
    return look(sql.one(LOOK, worker.value(), Sql.seconds(lookAtLeastEvery)));
  }

  private static Look look(Record row) {
    return new Look(
        Sql.flag(row, "claimable"),
        Sql.flag(row, "expired"),
        Sql.flag(row, "to_settle"),
        Sql.flag(row, "unannounced"),
        Set.of(row.get("held", String[].class)));
  }
}
