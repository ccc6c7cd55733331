package org.translationjobs.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.translationjobs.cli.render.JobProgress;
import org.translationjobs.cli.render.LiveBlock;
import org.translationjobs.cli.render.Pace;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.view.JobViews;

/** Follows one job to its end and shows how far it is. Listens in the worker's tasks. */
final class JobWatch implements WorkerListener {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private final JobId job;
  private final CompletableFuture<WorkerEvent.OfJob> end = new CompletableFuture<>();
  private final List<String> notes = new ArrayList<>();

  JobWatch(JobId job) {
    this.job = job;
  }

  @Override
  public void on(WorkerEvent event) {
    if (event instanceof WorkerEvent.OfJob ofJob && !ofJob.job().equals(job)) {
      return;
    }
    switch (event) {
      case WorkerEvent.JobCompleted completed -> end.complete(completed);
      case WorkerEvent.JobFailed failed -> end.complete(failed);
      case WorkerEvent.JobRefused refused -> end.complete(refused);
      case WorkerEvent.JobTakenAway taken -> end.complete(taken);
      case WorkerEvent.JobWaits(var id, var reason) -> note(reason);
      case WorkerEvent.JobNotServable(var id, var reason) -> note(reason);
      case WorkerEvent.SubtaskRetries(var item, var reason, var delay) ->
          note(item.entityName() + " again: " + reason);
      case WorkerEvent.SubtaskFailed(var item, var reason) ->
          note(item.entityName() + " failed: " + reason);
      case WorkerEvent.SubtaskPostponed(var item, var reason, var delay) -> note(reason);
      case WorkerEvent.PromotionDelayed(var id, var why) -> note("promotion: " + why);
      default -> {
        // The bar shows the rest.
      }
    }
  }

  /** Returns with the event that ended the job, or when everything is being stopped. */
  WorkerEvent.OfJob await(JobViews views, Screen screen, Running running)
      throws InterruptedException {
    var began = System.nanoTime();
    var pace = new Pace();
    var lineDue = LINE_EVERY;
    try (var block = new LiveBlock(screen.out())) {
      while (true) {
        var ended = awaitEnd();
        if (running.isStopped()) {
          throw new Running.StoppedException();
        }
        var time = Duration.ofNanos(System.nanoTime() - began);
        var view = views.find(job).orElseThrow();
        pace.saw(time, view.progress().done());
        var progress = new JobProgress(view, pace, time, notes());
        if (screen.terminal()) {
          block.draw(progress.lines(screen.width() - 1, screen.style()));
        } else if (ended || time.compareTo(lineDue) > 0) {
          screen.line(progress.line());
          lineDue = time.plus(LINE_EVERY);
        }
        if (ended) {
          return end.join();
        }
      }
    }
  }

  private boolean awaitEnd() throws InterruptedException {
    try {
      end.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void note(String text) {
    synchronized (notes) {
      notes.add(text);
    }
  }

  private List<String> notes() {
    synchronized (notes) {
      return List.copyOf(notes);
    }
  }
}
