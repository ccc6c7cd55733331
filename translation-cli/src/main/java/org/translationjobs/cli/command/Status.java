package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.ProgressBar;
import org.translationjobs.cli.render.Table;
import org.translationjobs.cli.render.Wrap;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One job as it stands. */
@Command(
    name = "status",
    description = "Shows a job as it stands: progress, run, holds, error.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli status 3f2a91",
        "  translation-cli status 3f2a91 --subtasks",
        "  translation-cli status 3f2a91 --json | jq .status"})
final class Status extends CliCommand {
  private static final int LABEL = 11;

  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @Option(names = "--subtasks", description = "Every subtask, with what went wrong.")
  boolean subtasks;

  @Mixin
  JsonOption output = new JsonOption();

  Status(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var view = jobs().find(job);
    var parts = subtasks ? system().views().subtasks(view.id()) : List.<SubtaskView>of();
    if (output.json) {
      var document = Documents.job(view);
      document.put(
          "cost",
          Documents.cost(system().ledger().cost(view.id()), system().prices().currency()));
      if (subtasks) {
        document.put("subtask_list", parts.stream().map(Documents::subtask).toList());
      }
      session.printJson(document);
    } else {
      print(view);
      if (subtasks) {
        session.print("");
        print(parts);
      }
    }
    return ExitCode.OK;
  }

  private void print(JobView view) {
    var style = session.terminal().style();
    session.print(style.bold(Cells.cut(
        Cells.line(view.title().orElse("(no title)")) + "  " + view.languages(), width())));
    line("job", view.id().toString());
    line("novel", view.novel().toString());
    session.print(Cells.padded("status", LABEL) + style.status(view.status()) + "  "
        + ProgressBar.of(view.progress(), 22, style) + " " + view.progress());
    line("subtasks", new TreeMap<>(view.subtasks()).entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ")));
    view.run().ifPresent(run -> line("run", run(run)));
    view.holds().forEach(hold -> line("held", hold(hold)));
    line("created", Times.second(view.createdAt()));
    view.startedAt().ifPresent(at -> line("started", Times.second(at)));
    view.finishedAt().ifPresent(at -> line("finished", Times.second(at)));
    CostLines.of(system().ledger().cost(view.id()), system().prices().currency())
        .forEach(text -> line("cost", text));
    view.errorMessage().ifPresent(message -> line("error", message));
    line("next", next(view));
  }

  private void line(String label, String text) {
    var lines = Wrap.paragraph(text, width() - LABEL);
    for (var i = 0; i < lines.size(); i++) {
      session.print(Cells.padded(i == 0 ? label : "", LABEL) + lines.get(i));
    }
  }

  private static String run(RunView run) {
    var words = new ArrayList<String>();
    words.add(run.number() + " " + run.state() + " with " + String.join(",", run.plan().engines())
        + ", since " + Times.second(run.startedAt()));
    if (run.state().equals("ACTIVE")) {
      words.add(run.claimed() + " being translated, " + run.due() + " due, " + run.waiting()
          + " waiting for their next try");
    }
    run.reservedFor().ifPresent(name -> words.add("reserved for " + name));
    run.note().ifPresent(words::add);
    return String.join("; ", words);
  }

  private static String hold(Hold hold) {
    return hold.kind()
        + (hold.scope() instanceof HoldScope.Job ? "" : " of " + HoldTarget.words(hold.scope()))
        + " since " + Times.second(hold.since()) + " by " + hold.placedBy() + ": " + hold.reason();
  }

  private static String next(JobView view) {
    var id = view.id();
    var pause = view.holds().stream().filter(hold -> hold.kind().blocksClaims()).findFirst();
    if (pause.isPresent()) {
      return HoldTarget.release(pause.get());
    }
    if (!view.holds().isEmpty()) {
      return "translation-cli promote " + id;
    }
    return switch (view.status()) {
      case "PENDING", "IN_PROGRESS" -> "translation-cli watch " + id;
      case "COMPLETED" -> "translation-cli show " + id;
      case "FAILED", "CANCELLED" -> "translation-cli reprocess " + id;
      default -> "nothing: the status is not one of ours, the job is left alone";
    };
  }

  private void print(List<SubtaskView> parts) {
    var table = new Table(5, "SUBTASK", "ENTITY", "STATUS", "TRIES", "ENGINE", "PROBLEM");
    for (var part : parts) {
      table.row(
          SubtaskNames.shortId(part.id()), SubtaskNames.entity(part), part.status(),
          "" + part.counts().attempts(), part.engine().orElse("-"), problem(part));
    }
    table.lines(width(), session.terminal().style()).forEach(session::print);
  }

  private static String problem(SubtaskView part) {
    return part.status().equals("DONE")
        ? String.join("; ", part.warnings())
        : part.errorMessage().or(part::lastProblem).orElse("");
  }

  private int width() {
    return session.terminal().width();
  }
}
