package org.translationjobs.testkit.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** What stands. */
final class InMemoryJobViews implements JobViews {
  private final Tables tables;

  InMemoryJobViews(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<JobView> find(JobId job) {
    return tables.read(() -> Optional.ofNullable(tables.jobs.get(job)).map(this::view));
  }

  @Override
  public List<JobView> list(Optional<String> status, int atMost) {
    return tables.read(
        () -> tables.jobs.values()
            .stream()
            .filter(job -> status.isEmpty() || status.get().equals(job.status))
            .sorted(
                Comparator.comparing((JobRow job) -> job.createdAt)
                    .thenComparingLong(job -> job.no)
                    .reversed())
            .limit(atMost)
            .map(this::view)
            .toList());
  }

  @Override
  public List<JobView> beforeStartLine(int atMost) {
    return tables.read(
        () -> tables.jobs.values()
            .stream()
            .filter(job -> job.createdAt.isBefore(tables.startLine))
            .filter(job -> !tables.activeRuns.containsKey(job.id))
            .filter(
                job -> JobStatus.fromColumn(job.status).filter(s -> !s.isEnd()).isPresent())
            .limit(atMost)
            .map(this::view)
            .toList());
  }

  private JobView view(JobRow job) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    job.subtasks().forEach(s -> counts.merge(s.status, 1, Integer::sum));
    var novel = new EntityRef(EntityType.NOVEL, job.novel.value());
    var run = newestRun(job.id).map(this::view);
    return new JobView(
        job.id,
        job.novel,
        tables.content.text(novel, job.from).flatMap(row -> Optional.ofNullable(row.title())),
        job.languages(),
        job.status,
        new Progress(job.completed, job.total),
        counts,
        Optional.ofNullable(job.stagingPrefix),
        Optional.ofNullable(job.errorMessage),
        Optional.ofNullable(job.createdBy),
        job.createdAt,
        job.updatedAt,
        Optional.ofNullable(job.startedAt),
        Optional.ofNullable(job.finishedAt),
        run,
        JobView.holdsOn(job.id, job.status, run, tables.holds.values()));
  }

  private Optional<RunRow> newestRun(JobId job) {
    return tables.runs.values()
        .stream()
        .filter(run -> run.job.equals(job))
        .max(Comparator.comparingInt(run -> run.number));
  }

  private RunView view(RunRow run) {
    var now = tables.now();
    var due = run.isActive() ? run.due(now).size() : 0;
    return new RunView(
        run.id,
        run.number,
        run.state.name(),
        run.plan,
        run.startedAt,
        Optional.ofNullable(run.endedAt),
        run.reservedFor.filter(tables::lives).map(this::name),
        due,
        run.isActive() ? run.count(ItemState.READY) - due : 0,
        run.count(ItemState.CLAIMED),
        Optional.ofNullable(run.note));
  }

  private String name(WorkerId worker) {
    var row = tables.workers.get(worker);
    return row == null ? worker.toString() : row.profile().name();
  }

  @Override
  public List<SubtaskView> subtasks(JobId job) {
    return tables.read(() -> {
      var row = tables.jobs.get(job);
      return row == null
          ? List.of()
          : row.subtasks().stream().sorted(SubtaskRow.ORDER).map(this::view).toList();
    });
  }

  private SubtaskView view(SubtaskRow subtask) {
    var item = newestRun(subtask.job).map(run -> run.item(subtask.id));
    var result = Optional.ofNullable(tables.results.get(subtask.id));
    return new SubtaskView(
        subtask.id,
        subtask.entityType,
        subtask.entityId,
        EntityType.fromColumn(subtask.entityType)
            .flatMap(type -> tables.content.volumeOf(new EntityRef(type, subtask.entityId))),
        Optional.ofNullable(subtask.seq),
        subtask.priority,
        subtask.status,
        Optional.ofNullable(subtask.errorMessage),
        Optional.ofNullable(subtask.startedAt),
        Optional.ofNullable(subtask.finishedAt),
        Optional.ofNullable(subtask.resultPath),
        item.map(i -> i.counts).orElse(WorkItem.Counts.ZERO),
        item.flatMap(i -> Optional.ofNullable(i.lastProblem)),
        result.map(r -> r.work().engine()),
        result.map(r -> r.work().warnings()).orElse(List.of()),
        item.flatMap(i -> Optional.ofNullable(i.worker)).map(this::name),
        tables.promoted.contains(subtask.id),
        result.filter(r -> subtask.is(SubtaskStatus.DONE) && r.belongsTo(subtask))
            .map(ResultRow::work)
            .flatMap(this::basis));
  }

  private Optional<SubtaskView.Basis> basis(FinishedWork work) {
    return Optional.ofNullable(tables.runs.get(work.item().run()))
        .filter(run -> !work.engine().equals(ProvidedWork.ENGINE))
        .map(run -> new SubtaskView.Basis(work.sourceHash(), run.plan.glossaryVersion()));
  }

  @Override
  public Map<SubtaskId, TextHash> promotedTexts(Collection<SubtaskId> subtasks) {
    return tables.read(() -> {
      var hashes = new LinkedHashMap<SubtaskId, TextHash>();
      for (var id : subtasks) {
        Optional.ofNullable(tables.subtasks.get(id))
            .flatMap(this::promoted)
            .ifPresent(row -> hashes.put(id, row.written()));
      }
      return hashes;
    });
  }

  private Optional<LedgerRow> promoted(SubtaskRow subtask) {
    return EntityType.fromColumn(subtask.entityType)
        .map(type -> new EntityRef(type, subtask.entityId))
        .flatMap(
            entity -> Optional.ofNullable(tables.jobs.get(subtask.job))
                .map(job -> tables.ledger.get(new Tables.Target(entity, job.to))));
  }

  @Override
  public Optional<JobId> jobOf(SubtaskId subtask) {
    return tables.read(() -> Optional.ofNullable(tables.subtasks.get(subtask)).map(s -> s.job));
  }

  @Override
  public Optional<String> resultText(SubtaskId subtask) {
    return tables.read(
        () -> Optional.ofNullable(tables.subtasks.get(subtask)).map(row -> row.resultText));
  }
}
