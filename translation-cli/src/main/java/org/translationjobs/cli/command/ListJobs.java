package org.translationjobs.cli.command;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.view.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The newest jobs. */
@Command(
    name = "list",
    description = "Lists jobs, the newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli list",
        "  translation-cli list --status FAILED --limit 100",
        "  translation-cli list --json | jq -r '.[].id'"})
final class ListJobs extends CliCommand {
  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only PENDING, IN_PROGRESS, COMPLETED, FAILED or CANCELLED ones.")
  @Nullable
  String status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  int limit;

  @Mixin
  JsonOption output = new JsonOption();

  ListJobs(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Limits.check(limit);
    var wanted = Optional.ofNullable(status).map(text -> text.strip().toUpperCase(Locale.ROOT));
    var jobs = system().views().list(wanted, limit);
    if (output.json) {
      session.printJson(jobs.stream().map(Documents::job).toList());
    } else if (jobs.isEmpty()) {
      session.say("No jobs" + wanted.map(text -> " with the status " + text).orElse("") + ".");
    } else {
      var table = new Table(4, "JOB", "STATUS", "DONE", "LANGUAGES", "NOVEL", "CREATED (UTC)");
      jobs.forEach(job -> row(table, job));
      table.lines(session.terminal().width(), session.terminal().style()).forEach(session::print);
    }
    return ExitCode.OK;
  }

  private static void row(Table table, JobView job) {
    table.row(
        job.id().toString().substring(0, 8),
        job.status(),
        Cells.paddedLeft(job.progress().percent() + " %", 5),
        job.languages().toString(),
        job.title().orElse(job.novel().toString()) + (job.holds().isEmpty() ? "" : " (held)"),
        Times.minute(job.createdAt()));
  }
}
