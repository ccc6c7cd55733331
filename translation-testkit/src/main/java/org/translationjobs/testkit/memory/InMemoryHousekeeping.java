package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.Housekeeping;

/** Cleaning up. */
class InMemoryHousekeeping implements Housekeeping {
  final Tables tables;

  InMemoryHousekeeping(Tables tables) {
    this.tables = tables;
  }

  @Override
  public List<String> disposable(StoreId store, Duration retention, int atMost) {
    return tables.read(() -> {
      var until = tables.now().minus(retention);
      return tables.staged.values()
          .stream()
          .filter(row -> row.store().equals(store))
          .filter(row -> row.needlessSince() != null && !row.needlessSince().isAfter(until))
          .filter(row -> !isNeeded(row))
          .limit(atMost)
          .map(StagedRow::path)
          .toList();
    });
  }

  boolean isNeeded(StagedRow row) {
    var subtask = tables.subtasks.get(row.subtask());
    return subtask != null
        && subtask.is(SubtaskStatus.DONE)
        && row.path().equals(subtask.resultPath)
        && !tables.promoted.contains(subtask.id);
  }

  @Override
  public void disposed(Collection<String> paths) {
    tables.write(() -> tables.staged.keySet().removeAll(new HashSet<>(paths)));
  }

  @Override
  public int prune(Duration workersDeadFor, Duration novelsGoneFor) {
    return tables.write(() -> {
      for (var row : List.copyOf(tables.staged.values())) {
        if (row.needlessSince() == null && !tables.subtasks.containsKey(row.subtask())) {
          tables.staged.put(
              row.path(),
              new StagedRow(row.path(), row.store(), row.job(), row.subtask(), tables.now()));
        }
      }
      var deadSince = tables.now().minus(workersDeadFor);
      return pruneNovels(tables.now().minus(novelsGoneFor))
          + pruneRuns()
          + removeIf(tables.results, id -> !tables.subtasks.containsKey(id))
          + removeIf(tables.sightings, id -> !tables.jobs.containsKey(id))
          + removeIf(tables.holds, this::isOfDeletedJob)
          + removeIf(tables.budgets, this::isDeleted)
          + removeIf(tables.callSums, key -> isDeleted(key.job()))
          + removeIf(tables.calls, id -> isOfDeletedJob(tables.calls.get(id)))
          + count(tables.promoted, id -> !tables.subtasks.containsKey(id))
          + removeIf(tables.workers, id -> {
            var row = tables.workers.get(id);
            return row != null && row.until().isBefore(deadSince);
          });
    });
  }

  private int pruneNovels(Instant goneSince) {
    var known = tables.memory.novels();
    tables.deletedNovels.keySet()
        .removeIf(novel -> tables.content.hasNovel(novel) || !known.contains(novel));
    if (tables.content.hasNovels()) {
      known.stream()
          .filter(novel -> !tables.content.hasNovel(novel))
          .forEach(novel -> tables.deletedNovels.putIfAbsent(novel, tables.now()));
    }
    return tables.deletedNovels.entrySet()
        .stream()
        .filter(gone -> gone.getValue().isBefore(goneSince))
        .mapToInt(gone -> tables.memory.purge(gone.getKey()))
        .sum();
  }

  private int pruneRuns() {
    var pruned = 0;
    for (var run : new ArrayList<>(tables.runs.values())) {
      if (isDeleted(run.job)) {
        tables.endRun(run, RunRow.State.ENDED, "its job was deleted", false);
        tables.runs.remove(run.id);
        pruned += 1 + run.items().size();
      }
    }
    return pruned;
  }

  private boolean isOfDeletedJob(Tables.HoldKey key) {
    return key.scope() instanceof HoldScope.Job(var job) && isDeleted(job);
  }

  private boolean isOfDeletedJob(@Nullable CallRow call) {
    return call != null && isDeleted(call.intent().item().job());
  }

  private boolean isDeleted(JobId job) {
    return !tables.jobs.containsKey(job);
  }

  private static <K, V> int removeIf(Map<K, V> map, Predicate<K> condition) {
    return count(map.keySet(), condition);
  }

  private static <K> int count(Set<K> keys, Predicate<K> condition) {
    var before = keys.size();
    keys.removeIf(condition);
    return before - keys.size();
  }
}
