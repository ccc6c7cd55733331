package org.translationjobs.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.Interrupts;
import org.translationjobs.cli.render.JobProgress;
import org.translationjobs.cli.render.Pace;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.view.SubtaskView;

/** Looks at a job again and again and shows its progress, until it is over or a signal comes. */
public final class WatchJob {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LOOK_AT_SUBTASKS_EVERY = Duration.ofSeconds(5);
  private static final int NAMED_FAILURES = 3;

  private final JobViews views;
  private final ProgressScreen screen;
  private final Interrupts.Watch signals;
  private final Notes notes;
  private final boolean namesFailures;
  private final Pace pace = new Pace();
  private final long began = System.nanoTime();
  private int failedBefore = -1;
  private Duration lookedAtSubtasks = Duration.ZERO;

  /** Why the watching ended. */
  public sealed interface End {
    /** The job is over, in the sense of the caller. */
    record Over(JobView job) implements End {}

    /** The job was deleted, or never there. */
    record Gone() implements End {}

    record Interrupted() implements End {}
  }

  /** Watches and names the subtasks that fail or wait for their next try. */
  public WatchJob(JobViews views, ProgressScreen screen, Interrupts.Watch signals) {
    this(views, screen, signals, new Notes(), true);
  }

  /**
   * @param notes
   *          shown under the bar; kept by the caller
   */
  public WatchJob(JobViews views, ProgressScreen screen, Interrupts.Watch signals, Notes notes) {
    this(views, screen, signals, notes, false);
  }

  private WatchJob(
      JobViews views,
      ProgressScreen screen,
      Interrupts.Watch signals,
      Notes notes,
      boolean namesFailures) {
    this.views = views;
    this.screen = screen;
    this.signals = signals;
    this.notes = notes;
    this.namesFailures = namesFailures;
  }

  /**
   * Returns when the job is over; a database that does not answer is asked again.
   *
   * @throws UnavailableException
   *           when the database does not answer the first time
   */
  public End until(JobId job, Predicate<JobView> isOver) throws InterruptedException {
    @Nullable
    JobView last = null;
    do {
      try {
        var found = views.find(job);
        if (found.isEmpty()) {
          return new End.Gone();
        }
        last = found.get();
        show(last);
        if (isOver.test(last)) {
          return new End.Over(last);
        }
      } catch (UnavailableException e) {
        if (last == null) {
          throw e;
        }
        notes.add(e.getMessage() + "; asking again");
        draw(last);
      }
    } while (!signals.await(LOOK_EVERY));
    return new End.Interrupted();
  }

  private void show(JobView job) {
    pace.saw(running(), job.progress().done());
    if (namesFailures && subtasksAreNews(job)) {
      notes.replace(troubles(views.subtasks(job.id())));
    }
    draw(job);
  }

  private void draw(JobView job) {
    screen.show(new JobProgress(job, pace, running(), notes.all()));
  }

  private boolean subtasksAreNews(JobView job) {
    var failed = job.subtasks().getOrDefault("FAILED", 0);
    var waiting = job.run().map(run -> run.waiting()).orElse(0);
    var due = running().minus(lookedAtSubtasks).compareTo(LOOK_AT_SUBTASKS_EVERY) >= 0;
    if (failed != Math.max(0, failedBefore) || (waiting > 0 && due)) {
      failedBefore = failed;
      lookedAtSubtasks = running();
      return true;
    }
    return false;
  }

  private static List<String> troubles(List<SubtaskView> subtasks) {
    var troubles = new ArrayList<String>();
    subtasks.stream()
        .filter(subtask -> subtask.status().equals("FAILED"))
        .limit(NAMED_FAILURES)
        .forEach(subtask -> troubles.add(
            SubtaskNames.of(subtask) + " FAILED: "
                + subtask.errorMessage().or(subtask::lastProblem).orElse("no reason recorded")));
    subtasks.stream()
        .filter(subtask -> subtask.status().equals("PENDING") && subtask.lastProblem().isPresent())
        .limit(NAMED_FAILURES - Math.min(NAMED_FAILURES, troubles.size()) + 1L)
        .forEach(subtask -> troubles.add(
            SubtaskNames.of(subtask) + " is tried again: " + subtask.lastProblem().orElseThrow()));
    return troubles;
  }

  private Duration running() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
