package org.translationjobs.core.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;

/**
 * What a job's engine calls used.
 *
 * @param rows
 *          one for each run, engine and subtask
 */
public record JobCost(Optional<Budget> budget, List<Row> rows) {
  /**
   * @param subtask
   *          empty for calls so old that only their sum is kept
   */
  public record Row(RunId run, String engine, Optional<SubtaskId> subtask, CallSums sums) {}

  public JobCost {
    rows = List.copyOf(rows);
  }

  public CallSums total() {
    return rows.stream().map(Row::sums).reduce(CallSums.NONE, CallSums::plus);
  }

  public Map<String, CallSums> byEngine() {
    return new TreeMap<>(sums(Row::engine));
  }

  public Map<RunId, CallSums> byRun() {
    return sums(Row::run);
  }

  public Map<Optional<SubtaskId>, CallSums> bySubtask() {
    return sums(Row::subtask);
  }

  private <K> Map<K, CallSums> sums(Function<Row, K> key) {
    var sums = new java.util.LinkedHashMap<K, CallSums>();
    rows.forEach(row -> sums.merge(key.apply(row), row.sums(), CallSums::plus));
    return sums;
  }
}
