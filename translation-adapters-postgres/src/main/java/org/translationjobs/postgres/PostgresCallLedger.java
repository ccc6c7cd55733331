package org.translationjobs.postgres;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.Budget;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.cost.JobCost;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;

/**
 * Engine calls and budgets. The row of a budget is what concurrent reservations meet at: its UPDATE
 * looks at it again after waiting for another one. Jobs without such a row meet nowhere.
 */
final class PostgresCallLedger implements CallLedger {
  private static final String BEGIN =
      """
      with reserved as (
        update {ops}.job_budgets b set reserved_micros = b.reserved_micros + ?
        where b.job_id = ? and b.amount_micros is not null
          and b.spent_micros + b.reserved_micros + ? <= b.amount_micros
          and not exists (select 1 from {ops}.engine_calls c where c.call_id = ?)
        returning b.job_id
      )
      insert into {ops}.engine_calls (call_id, job_id, run_id, subtask_id, claim_id, engine, model,
        segments, estimated_input_tokens, estimated_output_tokens, estimated_characters,
        reserved_micros, is_reserved, expires_at)
      select ?, ?, ?, ?, ?, ?, ?::text, ?, ?, ?, ?, ?, exists (select 1 from reserved),
        now() + ? * interval '1 second'
      where exists (select 1 from reserved) or not exists
        (select 1 from {ops}.job_budgets b where b.job_id = ? and b.amount_micros is not null)
      on conflict (call_id) do nothing
      """;

  private static final String END =
      """
      with open as materialized (
        select call_id, job_id, is_reserved, reserved_micros from {ops}.engine_calls
        where call_id = ? and ended_at is null for update
      ), ended as (
        update {ops}.engine_calls c set ended_at = now(), outcome = ?, calls = ?, input_tokens = ?,
          output_tokens = ?, billed_characters = ?, cost_micros = ?, is_reserved = false
        from open o where c.call_id = o.call_id
        returning c.cost_micros
      )
      update {ops}.job_budgets b set spent_micros = b.spent_micros + e.cost_micros,
        reserved_micros = b.reserved_micros
          - case when o.is_reserved then o.reserved_micros else 0 end
      from open o, ended e where b.job_id = o.job_id
      """;

  private static final String SUMS =
      """
      select run_id, engine, subtask_id,
        (count(*) filter (where outcome <> 'interrupted'))::int as ended,
        (count(*) filter (where ended_at is null and expires_at > now()))::int as in_flight,
        (count(*) filter (where outcome = 'interrupted'
          or ended_at is null and expires_at <= now()))::int as unanswered,
        sum(calls)::int as calls, sum(input_tokens)::bigint as input_tokens,
        sum(output_tokens)::bigint as output_tokens,
        sum(billed_characters)::bigint as billed_characters, sum(cost_micros)::bigint as cost_micros
      from {ops}.engine_calls where job_id = ? group by run_id, engine, subtask_id
      union all
      select run_id, engine, null, ended, 0, unanswered, calls, input_tokens, output_tokens,
        billed_characters, cost_micros
      from {ops}.call_sums where job_id = ?
      order by run_id, engine, subtask_id
      """;

  private static final String CONDENSE =
      """
      with old as materialized (
        select call_id from {ops}.engine_calls where began_at < now() - ? * interval '1 second'
        limit ? for update skip locked
      ), gone as (
        delete from {ops}.engine_calls c using old where c.call_id = old.call_id returning c.*
      ), summed as (
        insert into {ops}.call_sums as s (run_id, engine, job_id, ended, unanswered, calls,
          input_tokens, output_tokens, billed_characters, cost_micros)
        select run_id, engine, job_id, count(*) filter (where outcome <> 'interrupted'),
          count(*) filter (where outcome is null or outcome = 'interrupted'), sum(calls),
          sum(input_tokens), sum(output_tokens), sum(billed_characters), sum(cost_micros)
        from gone group by run_id, engine, job_id
        on conflict (run_id, engine) do update set ended = s.ended + excluded.ended,
          unanswered = s.unanswered + excluded.unanswered, calls = s.calls + excluded.calls,
          input_tokens = s.input_tokens + excluded.input_tokens,
          output_tokens = s.output_tokens + excluded.output_tokens,
          billed_characters = s.billed_characters + excluded.billed_characters,
          cost_micros = s.cost_micros + excluded.cost_micros
      ), released as (
        update {ops}.job_budgets b set reserved_micros = b.reserved_micros - g.amount
        from (select job_id, sum(reserved_micros) as amount from gone where is_reserved
          group by job_id) g
        where b.job_id = g.job_id
      )
      select count(*)::int from gone
      """;

  private final Database database;

  PostgresCallLedger(Database database) {
    this.database = database;
  }

  @Override
  public Begun begin(EngineCallIntent intent) {
    return database.statement("write an engine call into the ledger", sql -> {
      if (wrote(sql, intent)) {
        return new Begun.Granted();
      }
      release(sql, intent.item().job());
      if (wrote(sql, intent)) {
        return new Begun.Granted();
      }
      var budget = budget(sql, intent.item().job());
      var decision = budget.map(b -> b.decide(intent.reserved())).orElse(Budget.Decision.WAIT);
      // granted by what changed since: it is asked again
      return new Begun.Refused(
          budget.orElse(new Budget(Cost.ZERO, Cost.ZERO, Cost.ZERO)),
          decision == Budget.Decision.GRANTED ? Budget.Decision.WAIT : decision);
    });
  }

  /** Whether the call stands in the ledger now. */
  private static boolean wrote(Sql sql, EngineCallIntent intent) {
    var item = intent.item();
    var job = item.job().value();
    var reserved = intent.reserved().micros();
    sql.ahead(Database.KEPT_PLANS);
    var written = sql.change(
        BEGIN,
        reserved, job, reserved, intent.id(),
        intent.id(), job, item.run().value(), item.subtask().value(), intent.claim().value(),
        intent.engine(), intent.model().map(Sql::clean).orElse(null), intent.segments(),
        intent.estimate().inputTokens(), intent.estimate().outputTokens(),
        intent.estimate().billedCharacters(), reserved, Sql.seconds(intent.expiresIn()), job);
    return written > 0
        || sql.count(
            "select count(*)::int from {ops}.engine_calls where call_id = ?", intent.id()) > 0;
  }

  /** What calls reserve that cannot be under way any more. */
  private static void release(Sql sql, JobId job) {
    sql.change(
        """
        with over as materialized (
          select call_id, reserved_micros from {ops}.engine_calls
          where job_id = ? and is_reserved and ended_at is null and expires_at <= now()
          order by call_id for update
        ), released as (
          update {ops}.engine_calls c set is_reserved = false from over
          where c.call_id = over.call_id
        )
        update {ops}.job_budgets set reserved_micros = reserved_micros
          - (select coalesce(sum(reserved_micros), 0) from over)
        where job_id = ? and exists (select 1 from over)
        """, job.value(), job.value());
  }

  @Override
  public void end(CallEnd end) {
    database.statement(
        "book an engine call",
        sql -> sql.change(
            END,
            end.call(), Sql.clean(end.outcome()), end.usage().calls(), end.usage().inputTokens(),
            end.usage().outputTokens(), end.usage().billedCharacters(), end.cost().micros()));
  }

  @Override
  public JobCost cost(JobId job) {
    return database.snapshot(
        "read the cost of job " + job,
        sql -> new JobCost(
            budget(sql, job),
            sql.rows(SUMS, job.value(), job.value())
                .stream()
                .map(PostgresCallLedger::row)
                .toList()));
  }

  private static JobCost.Row row(Record row) {
    return new JobCost.Row(
        new RunId(Sql.uuid(row, "run_id")),
        Sql.text(row, "engine"),
        Optional.ofNullable(row.get("subtask_id", UUID.class)).map(SubtaskId::new),
        new CallSums(
            Sql.number(row, "ended"), Sql.number(row, "in_flight"), Sql.number(row, "unanswered"),
            new Usage(
                Sql.number(row, "calls"), number(row, "input_tokens"),
                number(row, "output_tokens"), number(row, "billed_characters")),
            new Cost(number(row, "cost_micros"))));
  }

  @Override
  public Optional<Budget> budget(JobId job) {
    return database.statement("read the budget of job " + job, sql -> {
      release(sql, job);
      return budget(sql, job);
    });
  }

  private static Optional<Budget> budget(Sql sql, JobId job) {
    return sql.row(
        """
        select b.amount_micros, b.spent_micros, b.reserved_micros
          - (select coalesce(sum(c.reserved_micros), 0) from {ops}.engine_calls c
            where c.job_id = b.job_id and c.is_reserved and c.ended_at is null
              and c.expires_at <= now())::bigint as reserved_micros
        from {ops}.job_budgets b where b.job_id = ? and b.amount_micros is not null
        """, job.value())
        .map(
            row -> new Budget(
                new Cost(number(row, "amount_micros")), new Cost(number(row, "spent_micros")),
                new Cost(Math.max(0, number(row, "reserved_micros")))));
  }

  /** The table's lock lets calls end before or after, not while their costs are added up. */
  @Override
  public void setBudget(JobId job, Optional<Cost> amount) {
    @Nullable
    Long micros = amount.map(Cost::micros).orElse(null);
    database.transaction("set the budget of job " + job, sql -> {
      var changed = sql.change(
          "update {ops}.job_budgets set amount_micros = ?::bigint where job_id = ?",
          micros, job.value());
      return changed > 0 || micros == null ? changed : insertFirstBudget(sql, job, micros);
    });
  }

  /** The row's lock is also that of {@link #setBudget}: the hold stands before a budget changes. */
  @Override
  public boolean holdIfSpent(JobId job, Cost wanted, String reason, String placedBy) {
    return database.transaction("hold job " + job + " at its budget", sql -> {
      sql.row("select 1 from {ops}.job_budgets where job_id = ? for update", job.value());
      var isSpent =
          budget(sql, job).filter(b -> b.decide(wanted) == Budget.Decision.SPENT).isPresent();
      return isSpent && PostgresHolds.place(
          sql, new HoldScope.Job(job), Hold.Kind.BUDGET, reason, placedBy) > 0;
    });
  }

  /** Of a job that nobody can see yet. */
  static void insertBudget(Sql sql, JobId job, Cost amount) {
    sql.change(
        """
        insert into {ops}.job_budgets (job_id, amount_micros, spent_micros, reserved_micros)
        values (?, ?, 0, 0)
        """, job.value(), amount.micros());
  }

  private static int insertFirstBudget(Sql sql, JobId job, long micros) {
    sql.change("lock table {ops}.engine_calls in share mode");
    return sql.change(
        """
        insert into {ops}.job_budgets (job_id, amount_micros, spent_micros, reserved_micros)
        select ?, ?, (select coalesce(sum(cost_micros), 0) from {ops}.engine_calls where job_id = ?)
          + (select coalesce(sum(cost_micros), 0) from {ops}.call_sums where job_id = ?), 0
        on conflict (job_id) do update set amount_micros = excluded.amount_micros
        """, job.value(), micros, job.value(), job.value());
  }

  @Override
  public int condense(Duration age, int atMost) {
    return database.statement(
        "add up old engine calls", sql -> sql.count(CONDENSE, Sql.seconds(age), atMost));
  }

  private static long number(Record row, String column) {
    return row.get(column, Long.class);
  }
}
