package org.translationjobs.core.worker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Task;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

/** What translates: as many tasks at once as subtasks may be in flight. Filled by one thread. */
final class Slots {
  private final Tasks tasks;
  private final int concurrency;
  private final InFlight inFlight;
  private final TranslateSubtask translateSubtask;
  private final ReportOutcomes reports;
  private final ClaimSignal wanted;

  Slots(
      Tasks tasks, int concurrency, InFlight inFlight, TranslateSubtask translateSubtask,
      ReportOutcomes reports, ClaimSignal wanted) {
    this.tasks = tasks;
    this.concurrency = concurrency;
    this.inFlight = inFlight;
    this.translateSubtask = translateSubtask;
    this.reports = reports;
    this.wanted = wanted;
  }

  /** Lets claims that wait begin, as long as there are free slots. */
  void fill() {
    for (var next = inFlight.beginNext(concurrency); next.isPresent();
        next = inFlight.beginNext(concurrency)) {
      new Slot(next.get()).start();
    }
  }

  /**
   * Translates a claim and then, as long as some wait, one after the other: from thread to thread
   * every single one would cost more than many an engine.
   */
  private final class Slot {
    private final Held first;
    private final AtomicReference<@Nullable Task> task = new AtomicReference<>();

    Slot(Held first) {
      this.first = first;
    }

    /** A task that cannot be started, for want of threads, gives its claim back. */
    void start() {
      try {
        var started = tasks.start("translate " + first.claim.item().subtask(), this::run);
        task.set(started);
        inFlight.runs(first, started);
      } catch (RuntimeException | Error e) {
        reports.add(Outcome.handedBack(first));
        throw e;
      }
    }

    private void run() {
      for (var held = Optional.of(first); held.isPresent(); held = next(held.get())) {
        translateSubtask.run(held.get());
      }
      wanted.raiseForRoom();
    }

    /** After a claim that was lost there is none: its interrupt may still be on its way. */
    private Optional<Held> next(Held done) {
      var own = task.get();
      if (own == null || inFlight.isLost(done)) {
        return Optional.empty();
      }
      var next = inFlight.beginNext(concurrency);
      next.ifPresent(held -> inFlight.runs(held, own));
      return next;
    }
  }
}
