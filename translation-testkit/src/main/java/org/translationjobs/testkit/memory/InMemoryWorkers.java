package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.core.worker.Workers;

/** Who lives. */
final class InMemoryWorkers implements Workers {
  private final Tables tables;

  InMemoryWorkers(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void beat(WorkerProfile worker, Duration lease) {
    tables.read(() -> {
      var now = tables.now();
      var before = tables.workers.get(worker.id());
      var startedAt = before == null ? now : before.startedAt();
      return tables.workers.put(
          worker.id(), new WorkerRow(worker, startedAt, now, now.plus(lease)));
    });
  }

  @Override
  public void leave(WorkerId worker) {
    tables.read(() -> tables.workers.computeIfPresent(worker, (id, row) -> row.leftAt(tables
        .now())));
  }

  @Override
  public Set<WorkerId> living() {
    return tables.read(() -> {
      var living = new LinkedHashSet<WorkerId>();
      tables.workers.forEach((id, row) -> {
        if (row.livesAt(tables.now())) {
          living.add(id);
        }
      });
      return living;
    });
  }

  @Override
  public List<WorkerView> list() {
    return tables.read(
        () -> tables.workers.values()
            .stream()
            .map(this::view)
            .sorted(Comparator.comparing(WorkerView::living).reversed())
            .toList());
  }

  private WorkerView view(WorkerRow row) {
    var now = tables.now();
    var claims = tables.claims.values()
        .stream()
        .filter(item -> row.profile().id().equals(item.worker))
        .count();
    return new WorkerView(
        row.profile(),
        row.livesAt(now),
        Duration.between(row.startedAt(), now),
        Duration.between(row.beatAt(), now),
        (int) claims);
  }
}
