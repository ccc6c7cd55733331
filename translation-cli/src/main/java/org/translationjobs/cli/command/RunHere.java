package org.translationjobs.cli.command;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Interrupts;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Durations;
import org.translationjobs.cli.watch.ServeRun;
import org.translationjobs.cli.watch.WatchJob;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.work.WorkerId;

/** Serves one run in this process, and says at the end what came of it. */
final class RunHere {
  private final Session session;
  private final Interrupts.Watch signals;
  private final boolean json;
  private final boolean translates;
  private final AtomicReference<WorkerEvent.@Nullable JobCompleted> completed =
      new AtomicReference<>();

  /** @param translates whether it is run for what engines answer, not only to be promoted */
  RunHere(Session session, Interrupts.Watch signals, boolean json, boolean translates) {
    this.session = session;
    this.signals = signals;
    this.json = json;
    this.translates = translates;
  }

  int serve(WorkerId id, JobId job, RunId run) throws InterruptedException {
    try (var screen = Watch.screen(session, json)) {
      signals.beforeHalt(screen::end);
      var end = new ServeRun(session.system(), screen, signals)
          .serve(id, job, run, this::remember, this::stopping);
      screen.end();
      return switch (end) {
        case WatchJob.End.Over(var view) -> over(view, run);
        case WatchJob.End.Gone() -> throw JobResult.gone(job.toString());
        case WatchJob.End.Interrupted() -> interrupted(job);
      };
    }
  }

  private void remember(WorkerEvent event) {
    if (event instanceof WorkerEvent.JobCompleted done) {
      completed.set(done);
    }
  }

  private void stopping() {
    session.say("Stopping: running subtasks finish or are handed back, "
        + Durations.text(session.system().settings().shutdown())
        + " at most. Ctrl-C again stops at once.");
  }

  private int over(JobView view, RunId run) {
    var replaced = view.run().filter(newest -> !newest.id().equals(run)).isPresent();
    if (replaced) {
      throw CliFailure.refused("run of job " + view.id() + " was taken over: it is under way"
          + " elsewhere now. Follow it: translation-cli watch " + view.id());
    }
    if (!ServeRun.isOver(view, run)) {
      if (json) {
        session.printJson(Documents.job(view));
      }
      session.say(
          "Everything is translated; the job waits for approval. Look at it: translation-cli"
              + " show " + view.id() + "; approve it: translation-cli promote " + view.id());
      return ExitCode.OK;
    }
    sayWhatWasPromoted();
    sayWhatWasAsked(view, run);
    return JobResult.report(session, asItEnded(view), json);
  }

  /** A job and its run end together: who saw only the run's end looks again. */
  private JobView asItEnded(JobView view) {
    return JobResult.isEnd(view)
        ? view
        : session.system().views().find(view.id()).orElse(view);
  }

  private void sayWhatWasPromoted() {
    var done = completed.get();
    if (done != null) {
      session.say("Promoted " + done.inserted() + " new rows, replaced " + done.updated() + ".");
      done.kept().forEach(kept -> session.say("Kept, because someone edited it: " + kept));
    }
  }

  private void sayWhatWasAsked(JobView view, RunId run) {
    if (view.run().filter(last -> last.plan().isPlaceholder()).isPresent()) {
      return;
    }
    var system = session.system();
    var sums = system.ledger().cost(view.id()).byRun().getOrDefault(run, CallSums.NONE);
    if (sums.calls() == 0 && !translates) {
      return;
    }
    session.say(
        sums.calls() == 0
            ? "No engine was asked: everything was in the memory."
            : "Engines were asked in " + CliCommand.count(sums.calls(), "request")
                + (sums.cost().equals(Cost.ZERO) ? ""
                    : ", for " + sums.cost() + " " + system.prices().currency())
                + ".");
  }

  private int interrupted(JobId job) {
    var progress = session.system()
        .views()
        .find(job)
        .map(view -> view.progress() + " subtasks are"
            + " done and stay so. ")
        .orElse("");
    session.say("Stopped. " + progress + "Any worker may go on with the rest; here again:"
        + " translation-cli reprocess " + job + "; give it up: translation-cli cancel " + job);
    return signals.exitCode();
  }
}
