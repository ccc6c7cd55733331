package org.translationjobs.cli.command;

import org.translationjobs.cli.Session;
import org.translationjobs.cli.watch.ProgressScreen;
import org.translationjobs.cli.watch.WatchJob;
import org.translationjobs.core.job.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows a job. */
@Command(
    name = "watch",
    description = {
        "Shows a job's progress until it ends; the exit code tells how it ended.",
        "Ctrl-C ends the watching only."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli watch 3f2a91",
        "  translation-cli watch 3f2a91 --json 2>/dev/null    the job as it ended"})
final class Watch extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @Mixin
  JsonOption output = new JsonOption();

  Watch(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    return follow(session, jobs().find(job).id(), output.json);
  }

  /** Follows a job until it ends or a signal comes. */
  static int follow(Session session, JobId job, boolean json) throws InterruptedException {
    try (var signals = session.interrupts().watch(); var screen = screen(session, json)) {
      signals.beforeHalt(screen::end);
      var end = new WatchJob(session.system().views(), screen, signals)
          .until(job, JobResult::isEnd);
      screen.end();
      return switch (end) {
        case WatchJob.End.Over(var view) -> JobResult.report(session, view, json);
        case WatchJob.End.Gone() -> throw JobResult.gone(job.toString());
        case WatchJob.End.Interrupted() -> {
          session.say("Stopped watching; the job goes on. Watch again: translation-cli watch "
              + job);
          yield signals.exitCode();
        }
      };
    }
  }

  /** Progress is shown on standard output, unless that is kept free for JSON. */
  static ProgressScreen screen(Session session, boolean json) {
    var terminal = session.terminal();
    return json
        ? ProgressScreen.on(session.err(), terminal.isError(), terminal)
        : ProgressScreen.on(session.out(), terminal.isOutput(), terminal);
  }
}
