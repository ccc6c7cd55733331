package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.RunId;
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
  private Rows.@Nullable Everything everything;

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

  public CallLedger ledger() {
    return new InMemoryCallLedger(tables);
  }

  public Glossaries glossaries() {
    return tables.glossaries;
  }

  public TranslationMemory translationMemory() {
    return tables.memory;
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
    return tables.read(() -> Optional.ofNullable(tables.jobs.get(job)).map(JobRow::copy));
  }

  public Optional<Rows.Text> text(EntityRef entity, String lang) {
    return tables.read(() -> tables.content.text(entity, lang).map(TextRow::copy));
  }

  /** All rows as they are now; the same object as before while nothing changed. */
  public Rows.Everything everything() {
    return tables.read(() -> {
      var jobs = new LinkedHashMap<JobId, Rows.Job>();
      tables.jobs.values().forEach(job -> jobs.put(job.id, job.copy()));
      var runs = new LinkedHashMap<RunId, Rows.Run>();
      tables.runs.values().forEach(run -> runs.put(run.id, run.copy()));
      var texts = tables.content.copies();
      var last = everything;
      if (last == null
          || last.promotions().size() != tables.promotions.size()
          || !isSame(last.texts(), texts)
          || !haveSameValues(last.jobs(), jobs)
          || !haveSameValues(last.runs(), runs)) {
        last = new Rows.Everything(jobs, runs, texts, List.copyOf(tables.promotions));
        everything = last;
      }
      return last;
    });
  }

  @SuppressWarnings("ReferenceEquality") // unchanged rows are the same objects
  private static boolean isSame(@Nullable Object one, Object other) {
    return one == other;
  }

  private static <K, V> boolean haveSameValues(Map<K, V> last, Map<K, V> now) {
    if (last.size() != now.size()) {
      return false;
    }
    for (var entry : now.entrySet()) {
      if (!isSame(last.get(entry.getKey()), entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** For tests that break one rule of these adapters. */
  Tables tables() {
    return tables;
  }
}
