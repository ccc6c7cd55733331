package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Workers.WorkerView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Approves a job. */
@Command(
    name = "promote",
    description = {
        "Approves a job that is held for approval: as soon as all of it is translated, readers see"
            + " it.",
        "Where no worker is running, the promotion is done here."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli show 3f2a91 && translation-cli promote 3f2a91 --wait",
        "  translation-cli promote 3f2a91"})
final class Promote extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @Option(names = "--wait", description = "Until the job ends; the exit code tells how.")
  boolean waits;

  @Mixin
  JsonOption output = new JsonOption();

  Promote(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    var view = jobs().find(job);
    if (JobStatus.fromColumn(view.status()).isEmpty()) {
      throw JobResult.notOurs(view);
    }
    if (JobResult.isEnd(view)) {
      throw CliFailure.refused("job " + view.id() + " is " + view.status()
          + (view.status().equals("COMPLETED") ? ": it has been promoted"
              : "; first: translation-cli"
                  + " reprocess " + view.id()));
    }
    if (!system().holds().release(new HoldScope.Job(view.id()), Hold.Kind.APPROVAL)) {
      throw CliFailure.refused("job " + view.id()
          + " is not held for approval; it is promoted as soon"
          + " as all of it is translated");
    }
    wakeWorkers();
    session.say("Approved job " + view.id() + (isTranslated(view)
        ? "."
        : "; " + (view.progress().total() - view.progress().done())
            + " subtasks are still to be translated, then it is promoted."));
    if (isTranslated(view) && noWorkerCan(view) && view.run().isPresent()) {
      session.say("No worker is running that could promote it; it is done here.");
      return promoteHere(view, view.run().get());
    }
    return waits ? Watch.follow(session, view.id(), output.json) : done(view);
  }

  private int done(JobView view) {
    if (output.json) {
      session.printJson(Documents.job(jobs().find(view.id().toString())));
    }
    return ExitCode.OK;
  }

  private int promoteHere(JobView view, RunView run) throws InterruptedException {
    session.override("TRANSLATION_ENGINE", String.join(",", run.plan().engines()));
    session.reopen();
    try (var signals = session.interrupts().watch()) {
      return new RunHere(session, signals, output.json, false)
          .serve(WorkerId.random(), view.id(), run.id());
    }
  }

  private boolean noWorkerCan(JobView view) {
    var store = view.run().map(run -> run.plan().store());
    return system().workers()
        .list()
        .stream()
        .filter(WorkerView::living)
        .noneMatch(worker -> store.isEmpty() || worker.profile().store().equals(store.get()));
  }

  private static boolean isTranslated(JobView view) {
    return view.progress().total() > 0 && view.progress().done() >= view.progress().total();
  }
}
