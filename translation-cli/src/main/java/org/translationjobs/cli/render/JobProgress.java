package org.translationjobs.cli.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;

/**
 * The progress of one job in a few lines.
 *
 * @param job
 *          as it stands
 * @param running
 *          for how long it has been watched
 * @param notes
 *          failures and other things to know, the newest last
 */
public record JobProgress(JobView job, Pace pace, Duration running, List<String> notes) {
  private static final int MOST_NOTES = 4;
  private static final int WIDEST_BAR = 40;

  public JobProgress {
    notes = List.copyOf(notes);
  }

  /** For a terminal: what it is, a bar, what is in the way; none wider than {@code cells}. */
  public List<String> lines(int cells, Style style) {
    var lines = new ArrayList<String>();
    lines.add(style.bold(Cells.cut(heading(), cells)));
    lines.add(barLine(cells, style));
    reason().ifPresent(why -> lines.add(style.yellow(Cells.cut("  " + Cells.line(why), cells))));
    notes.stream()
        .skip(Math.max(0, notes.size() - MOST_NOTES))
        .forEach(note -> lines.add(style.yellow(Cells.cut("  " + Cells.line(note), cells))));
    return lines;
  }

  /** For a log: all on one line. */
  public String line() {
    return job.id() + " " + job.status() + " " + counts() + numbers()
        + reason().map(why -> "; " + Cells.line(why)).orElse("");
  }

  private String heading() {
    return job.title().map(Cells::line).orElse("novel " + job.novel()) + "  " + job.languages()
        + "  " + job.id();
  }

  private String barLine(int cells, Style style) {
    var rest = " " + counts() + numbers();
    var bar = Math.min(WIDEST_BAR, cells - Cells.width(rest));
    return bar < 6
        ? Cells.cut(rest.strip(), cells)
        : ProgressBar.of(job.progress(), bar, style) + rest;
  }

  private String counts() {
    Progress progress = job.progress();
    return Cells.paddedLeft("" + progress.percent(), 3) + " %  " + progress.done() + "/"
        + progress.total();
  }

  private String numbers() {
    var failed = job.subtasks().getOrDefault("FAILED", 0);
    var left = Math.max(0, job.progress().total() - job.progress().done() - failed);
    return pace.text().map(rate -> "  " + rate).orElse("")
        + (isRunning() && left > 0
            ? pace.timeFor(left).map(eta -> "  " + Durations.text(eta) + " left").orElse("")
            : "  " + Durations.text(running))
        + (failed > 0 ? "  " + failed + " failed" : "");
  }

  private boolean isRunning() {
    return job.status().equals("IN_PROGRESS");
  }

  /** Why it does not go on, as far as that is known. */
  private Optional<String> reason() {
    if (!job.holds().isEmpty()) {
      return Optional.of(held(job.holds().getFirst()));
    }
    if (job.status().equals("PENDING")) {
      return Optional.of("waits for a worker");
    }
    return isRunning() ? job.run().flatMap(JobProgress::runReason) : Optional.empty();
  }

  private static String held(Hold hold) {
    var what = switch (hold.scope()) {
      case HoldScope.Fleet() -> "the whole fleet is held";
      case HoldScope.Engine(var name) -> "engine " + name + " is held";
      case HoldScope.Job job -> hold.kind() == Hold.Kind.APPROVAL ? "waits for approval" : "held";
    };
    return what
        + " by " + hold.placedBy() + ": " + hold.reason();
  }

  private static Optional<String> runReason(RunView run) {
    if (run.claimed() > 0) {
      return Optional.empty();
    }
    return run.waiting() > 0 && run.due() == 0
        ? Optional.of(run.waiting() + " subtasks wait for their next try"
            + run.note().map(note -> ": " + note).orElse(""))
        : run.note();
  }
}
