package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Workers;

/**
 * A database in memory: the tables of the services around us, our own, and the ports on them, all by
 * one clock. Thread-safe; no call waits for anything.
 */
public final class InMemoryDatabase {
  private final SettableClock clock;
  private final Tables tables;
  private final OtherServices others;
  private final InMemoryPromotions promotions;

  /** With a clock that stands still until it is pushed. */
  public InMemoryDatabase() {
    this(SettableClock.stopped(), UUID::randomUUID);
  }

  /**
   * @param ids
   *          makes the ids of rows, runs and claims; never the same twice
   */
  public InMemoryDatabase(SettableClock clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.tables = new Tables(clock, ids);
    this.others = new OtherServices(tables);
    this.promotions = new InMemoryPromotions(tables);
  }

  public SettableClock clock() {
    return clock;
  }

  public Jobs jobs() {
    return new InMemoryJobs(tables);
  }

  public Claims claims() {
    return new InMemoryClaims(tables);
  }

  public Runs runs() {
    return new InMemoryRuns(tables);
  }

  public Promotions promotions() {
    return promotions;
  }

  public SourceTexts sourceTexts() {
    return new InMemorySourceTexts(tables);
  }

  public Workers workers() {
    return new InMemoryWorkers(tables);
  }

  public Holds holds() {
    return new InMemoryHolds(tables);
  }

  public Housekeeping housekeeping() {
    return new InMemoryHousekeeping(tables);
  }

  public Submissions submissions() {
    return new InMemorySubmissions(tables, others);
  }

  public JobViews jobViews() {
    return new InMemoryJobViews(tables);
  }

  /** Through which to act as the services around us do. */
  public OtherServices others() {
    return others;
  }

  /** Refuses longer titles in the content tables from now on. */
  public void limitTitles(int characters) {
    tables.read(() -> tables.limits = new ColumnLimits(characters, tables.limits.lang()));
  }

  /** Jobs created before this are left to announcements and adoption. */
  public void setStartLine(Instant startLine) {
    tables.read(() -> tables.startLine = startLine);
  }

  /** Rolls back what a worker that is gone has left open. */
  public void disconnect(WorkerId worker) {
    promotions.disconnect(worker);
  }

  /** Another number after every call that may have changed a row. */
  public long changes() {
    return tables.read(() -> tables.changes);
  }

  public Optional<Rows.Job> job(JobId job) {
    return tables.read(
        () -> Optional.ofNullable(tables.jobs.get(job)).map(InMemoryDatabase::copy));
  }

  public Optional<Rows.Text> text(EntityRef entity, String lang) {
    return tables.read(() -> tables.content.text(entity, lang).map(InMemoryDatabase::copy));
  }

  /** All rows as they are now. */
  public Rows.Everything everything() {
    return tables.read(() -> {
      Map<JobId, Rows.Job> jobs = new LinkedHashMap<>();
      tables.jobs.values().forEach(job -> jobs.put(job.id, copy(job)));
      return new Rows.Everything(
          jobs,
          tables.runs.values().stream().map(InMemoryDatabase::copy).toList(),
          tables.content.all().stream().map(InMemoryDatabase::copy).toList(),
          List.copyOf(tables.promotions));
    });
  }

  private static Rows.Job copy(JobRow job) {
    return new Rows.Job(
        job.id, job.status, job.progress, job.total, job.completed, job.errorMessage,
        job.subtasks().stream().map(InMemoryDatabase::copy).toList());
  }

  private static Rows.Subtask copy(SubtaskRow subtask) {
    return new Rows.Subtask(
        subtask.id, subtask.entityType, subtask.entityId, subtask.status, subtask.resultPath,
        subtask.resultText);
  }

  private static Rows.Run copy(RunRow run) {
    List<Rows.Item> items = run.items()
        .stream()
        .map(i -> new Rows.Item(i.subtask.id, i.state, i.claim, i.worker, i.leaseUntil))
        .toList();
    return new Rows.Run(run.id, run.job, run.number, run.state.name(), items);
  }

  private static Rows.Text copy(TextRow row) {
    return new Rows.Text(row.entity(), row.lang(), row.title(), row.body(), row.version());
  }
}
