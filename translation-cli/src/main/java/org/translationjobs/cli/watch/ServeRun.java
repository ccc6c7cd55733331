package org.translationjobs.cli.watch;

import java.time.Duration;
import org.translationjobs.cli.Interrupts;
import org.translationjobs.cli.render.Durations;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.runtime.TranslationSystem;

/** Serves one run of one job in this process until the run ends, and shows its progress. */
public final class ServeRun {
  private final TranslationSystem system;
  private final ProgressScreen screen;
  private final Interrupts.Watch signals;
  private final Notes notes = new Notes();

  public ServeRun(TranslationSystem system, ProgressScreen screen, Interrupts.Watch signals) {
    this.system = system;
    this.screen = screen;
    this.signals = signals;
  }

  /**
   * Returns when the run is over, waits for an approval, or after a signal; the worker has stopped in
   * order then, and has handed back what it held.
   *
   * @param listener
   *          is told everything as well
   * @param stopping
   *          called when a signal came, before the worker stops
   */
  public WatchJob.End serve(
      WorkerId id, JobId job, RunId run, WorkerListener listener, Runnable stopping)
      throws InterruptedException {
    WorkerListener noting = this::note;
    var worker = system.workerFor(id, run, noting.and(listener));
    worker.start();
    try {
      var watch = new WatchJob(system.views(), screen, signals, notes);
      var end = watch.until(job, view -> isOver(view, run) || waitsForApproval(view));
      if (end instanceof WatchJob.End.Interrupted) {
        screen.end();
        stopping.run();
      }
      return end;
    } finally {
      worker.stop();
    }
  }

  /** Whether this run has ended or was replaced. */
  public static boolean isOver(JobView job, RunId run) {
    return job.run()
        .map(newest -> !newest.id().equals(run) || !newest.state().equals("ACTIVE"))
        .orElse(true);
  }

  /** Whether everything is translated and only an approval is missing. */
  public static boolean waitsForApproval(JobView job) {
    return job.holds().stream().anyMatch(hold -> hold.kind() == Hold.Kind.APPROVAL)
        && job.progress().total() > 0
        && job.progress().done() >= job.progress().total();
  }

  private void note(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.SubtaskFailed(var item, var reason) ->
          notes.add(name(item) + " FAILED: " + reason);
      case WorkerEvent.SubtaskRetries(var item, var reason, var delay) ->
          notes.add(name(item) + " is tried again in " + Durations.text(delay) + ": " + reason);
      case WorkerEvent.SubtaskPostponed(var item, var reason, var delay) ->
          notes.add(name(item) + " waits " + Durations.text(delay) + ": " + reason);
      case WorkerEvent.EngineParked(var engine, var reason, var until) ->
          notes.add("engine " + engine + " is parked for " + Durations.text(until) + ": " + reason);
      case WorkerEvent.EngineReopened(var engine) -> notes.add("engine " + engine + " works again");
      case WorkerEvent.StagingParked(var reason, var until) ->
          notes.add("staging cannot be written, next try in " + Durations.text(until) + ": "
              + reason);
      case WorkerEvent.StagingReopened() -> notes.add("staging works again");
      case WorkerEvent.PromotionDelayed(var job, var why) ->
          notes.add("promotion delayed: " + why);
      case WorkerEvent.JobNotServable(var job, var reason) ->
          notes.add("cannot be served here: " + reason);
      case WorkerEvent.LoopFailed(var loop, var cause, var failures, var retryIn) ->
          notes.add(loop + " failed (" + cause.getMessage() + "); again in "
              + Durations.text(max(retryIn, Duration.ofMillis(100))));
      default -> {
      }
    }
  }

  private static String name(WorkItem item) {
    return item.entityType() + " (subtask " + SubtaskNames.shortId(item.subtask()) + ")";
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
