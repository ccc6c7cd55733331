package org.translationjobs.cli.command;

import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Durations;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.worker.Workers.WorkerView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who works. */
@Command(
    name = "workers",
    description = "Lists the workers seen lately, the living first.",
    footerHeading = "%nExamples:%n",
    footer = {"  translation-cli workers", "  translation-cli workers --json"})
final class ListWorkers extends CliCommand {
  @Mixin
  JsonOption output = new JsonOption();

  ListWorkers(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var workers = system().workers().list();
    if (output.json) {
      session.printJson(workers.stream().map(Documents::worker).toList());
    } else if (workers.isEmpty()) {
      session.say("No worker has been seen lately. Start one: java -jar translation-worker.jar");
    } else {
      var table = new Table(
          0, "WORKER", "STATE", "CLAIMS", "ENGINES", "UP FOR", "LAST SIGN", "VERSION");
      workers.forEach(worker -> row(table, worker));
      table.lines(session.terminal().width(), session.terminal().style()).forEach(session::print);
    }
    return ExitCode.OK;
  }

  private static void row(Table table, WorkerView worker) {
    table.row(
        worker.profile().name(),
        worker.living() ? "living" : "gone",
        worker.claims() + "/" + worker.profile().concurrency(),
        String.join(",", worker.profile().engines()),
        Durations.text(worker.upFor()),
        Durations.text(worker.beatAgo()) + " ago",
        worker.profile().version());
  }
}
