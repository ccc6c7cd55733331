package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Jobs.Cancelled;
import org.translationjobs.core.view.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a job for good. */
@Command(
    name = "cancel",
    description = {
        "Sets a job to CANCELLED: within two seconds nothing of it is translated any more, and"
            + " nothing is promoted.",
        "Finished subtasks stay staged; 'reprocess' starts the job again."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli cancel 3f2a91",
        "  translation-cli cancel 3f2a91 --yes --reason 'wrong language'"})
final class Cancel extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Recorded with the job.")
  String reason = "cancelled by an operator";

  @Mixin
  YesOption answer = new YesOption();

  @Mixin
  JsonOption output = new JsonOption();

  Cancel(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var view = jobs().find(job);
    if (JobStatus.fromColumn(view.status()).isEmpty()) {
      throw JobResult.notOurs(view);
    }
    if (JobResult.isEnd(view)) {
      throw notPossible(view, view.status());
    }
    session.confirm(
        "Cancels job " + view.id() + view.title().map(title -> " '" + title + "'").orElse("") + " "
            + view.languages() + ": " + view.progress() + " subtasks are done, nothing will be"
            + " promoted.",
        answer.yes);
    switch (system().jobs().cancel(view.id(), reason)) {
      case Cancelled.Done() -> {
        if (output.json) {
          session.printJson(Documents.job(jobs().find(view.id().toString())));
        }
        session.say("Cancelled job " + view.id() + ". Start it again: translation-cli reprocess "
            + view.id());
      }
      case Cancelled.NotFound() -> throw JobResult.gone(view.id().toString());
      case Cancelled.NotPossible(var status) -> throw notPossible(view, status);
    }
    return ExitCode.OK;
  }

  private static CliFailure notPossible(JobView view, String status) {
    return CliFailure.refused("job " + view.id() + " is " + status + " and cannot be cancelled");
  }
}
