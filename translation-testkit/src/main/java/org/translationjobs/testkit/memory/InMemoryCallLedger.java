package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.translationjobs.core.cost.Budget;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.cost.JobCost;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;

/** Engine calls and budgets. */
final class InMemoryCallLedger implements CallLedger {
  private final Tables tables;

  InMemoryCallLedger(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Begun begin(EngineCallIntent intent) {
    return tables.read(() -> {
      if (!tables.calls.containsKey(intent.id())) {
        var budget = budgetOf(intent.item().job());
        var decision =
            budget.map(b -> b.decide(intent.reserved())).orElse(Budget.Decision.GRANTED);
        if (decision != Budget.Decision.GRANTED) {
          return new Begun.Refused(budget.orElseThrow(), decision);
        }
        tables.calls.put(intent.id(), new CallRow(intent, tables.now(), null));
      }
      return new Begun.Granted();
    });
  }

  @Override
  public void end(CallEnd end) {
    tables.read(
        () -> tables.calls.computeIfPresent(
            end.call(),
            (id, row) -> row.end() == null ? new CallRow(row.intent(), row.began(), end) : row));
  }

  @Override
  public JobCost cost(JobId job) {
    return tables.read(() -> {
      var sums = new LinkedHashMap<Key, CallSums>();
      tables.callSums.forEach((key, kept) -> {
        if (key.job().equals(job)) {
          sums.put(key, kept);
        }
      });
      callsOf(job).forEach(
          row -> sums.merge(key(row, Optional.of(row.intent().item().subtask())),
              row.sums(tables.now()), CallSums::plus));
      return new JobCost(
          budgetOf(job),
          sums.entrySet()
              .stream()
              .map(
                  e -> new JobCost.Row(
                      e.getKey().run(), e.getKey().engine(), e.getKey().subtask(), e.getValue()))
              .toList());
    });
  }

  @Override
  public Optional<Budget> budget(JobId job) {
    return tables.read(() -> budgetOf(job));
  }

  @Override
  public void setBudget(JobId job, Optional<Cost> amount) {
    tables.read(
        () -> amount.isPresent()
            ? tables.budgets.put(job, amount.get())
            : tables.budgets.remove(job));
  }

  @Override
  public boolean holdIfSpent(JobId job, Cost wanted, String reason, String placedBy) {
    return tables.write(() -> {
      var isSpent =
          budgetOf(job).filter(b -> b.decide(wanted) == Budget.Decision.SPENT).isPresent();
      if (isSpent) {
        InMemoryHolds.place(
            tables, new HoldScope.Job(job), Hold.Kind.BUDGET, reason, placedBy);
      }
      return isSpent;
    });
  }

  @Override
  public int condense(Duration age, int atMost) {
    return tables.read(() -> {
      var until = tables.now().minus(age);
      var old = tables.calls.values()
          .stream()
          .filter(row -> row.began().isBefore(until))
          .limit(atMost)
          .toList();
      for (var row : old) {
        tables.callSums
            .merge(key(row, Optional.empty()), row.sums(tables.now()), CallSums::plus);
        tables.calls.remove(row.intent().id());
      }
      return old.size();
    });
  }

  private Optional<Budget> budgetOf(JobId job) {
    var amount = tables.budgets.get(job);
    if (amount == null) {
      return Optional.empty();
    }
    var spent = Cost.ZERO;
    var reserved = Cost.ZERO;
    for (var row : callsOf(job)) {
      spent = spent.plus(row.sums(tables.now()).cost());
      if (row.isUnderWay(tables.now())) {
        reserved = reserved.plus(row.intent().reserved());
      }
    }
    for (var kept : tables.callSums.entrySet()) {
      spent = kept.getKey().job().equals(job) ? spent.plus(kept.getValue().cost()) : spent;
    }
    return Optional.of(new Budget(Objects.requireNonNull(amount), spent, reserved));
  }

  private List<CallRow> callsOf(JobId job) {
    var found = new ArrayList<CallRow>();
    tables.calls.values().forEach(row -> {
      if (row.intent().item().job().equals(job)) {
        found.add(row);
      }
    });
    return found;
  }

  private static Key key(CallRow row, Optional<SubtaskId> subtask) {
    var item = row.intent().item();
    return new Key(item.job(), item.run(), row.intent().engine(), subtask);
  }

  /** Of one sum. */
  record Key(JobId job, RunId run, String engine, Optional<SubtaskId> subtask) {}
}
