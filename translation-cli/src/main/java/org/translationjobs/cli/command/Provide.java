package org.translationjobs.cli.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Workers.WorkerView;
import org.translationjobs.pipeline.ProvidedText;
import org.translationjobs.pipeline.ProvidedText.Allowed;
import org.translationjobs.runtime.ProvideText.Outcome;
import org.translationjobs.runtime.TextPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person translates what no engine does. */
@Command(
    name = "provide",
    description = {
        "Puts a text that you translated in as the finished result of a subtask, marked as a"
            + " person's. When it was the last one missing, the job is promoted.",
        "Its title stays where there is a translation already; otherwise give it with --title."},
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli status 3f2a91 --subtasks          which ones are missing?",
        "  translation-cli show 9c01d2e4-… --markup --json   the source, as it is stored",
        "  translation-cli provide 9c01d2 --job 3f2a91 --file 12.html --title 'La noche'",
        "  translation-cli provide 9c01d2e4-… --file - --title 'La noche' < 12.html"})
final class Provide extends CliCommand {
  private static final int LONGEST_TITLE = 60;

  @Parameters(
      paramLabel = "SUBTASK",
      description = "Its whole id; with --job the first six characters will do.")
  String subtask = "";

  @Option(names = "--job", paramLabel = "JOB", description = "To which it belongs.")
  @Nullable
  String job;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The chapter's text, or the volume's or novel's description, as UTF-8; - reads"
          + " standard input. Left out where the source has none.")
  @Nullable
  String file;

  @Option(names = "--title", paramLabel = "TEXT", description = "Its title.")
  @Nullable
  String title;

  @Option(
      names = "--allow-markup",
      description = "Also scripts, event attributes, pictures from elsewhere and the like that the"
          + " source does not have.")
  boolean allowMarkup;

  @Option(
      names = "--untranslated",
      description = "Also a text that is the source's own, word for word.")
  boolean untranslated;

  @Mixin
  YesOption answer = new YesOption();

  @Mixin
  JsonOption output = new JsonOption();

  Provide(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    var view = job();
    var one = jobs().subtask(view, subtask);
    var known = system().texts().of(view, List.of(one)).getFirst();
    var source = known.source()
        .orElseThrow(() -> CliFailure.refused(SubtaskNames.of(one) + " of job " + view.id()
            + " has no source text in '" + view.languages().from() + "'; put that in first"));
    var text = new TranslatedText(title(source, known), body(source));
    ProvidedText.problem(source, text, allowed()).ifPresent(problem -> {
      throw CliFailure.refused("the text is not taken: " + problem + wayOut(source, text));
    });
    confirm(one);
    return switch (system().provideText().provide(view, one.id(), text, allowed())) {
      case Outcome.Refused(var why) -> throw CliFailure.refused("the text of "
          + SubtaskNames.of(one) + " of job " + view.id() + " is not taken: " + why);
      case Outcome.Accepted(var missing, var run) -> accepted(view, one, missing, run);
    };
  }

  private Set<Allowed> allowed() {
    var allowed = EnumSet.noneOf(Allowed.class);
    if (allowMarkup) {
      allowed.add(Allowed.MARKUP);
    }
    if (untranslated) {
      allowed.add(Allowed.UNTRANSLATED);
    }
    return allowed;
  }

  /** The option that would take it. */
  private String wayOut(SourceText source, TranslatedText text) {
    var markup = EnumSet.copyOf(allowed());
    markup.add(Allowed.MARKUP);
    var same = EnumSet.copyOf(allowed());
    same.add(Allowed.UNTRANSLATED);
    return ProvidedText.problem(source, text, markup).isEmpty()
        ? ". If it has to be there: --allow-markup"
        : ProvidedText.problem(source, text, same).isEmpty()
            ? ". If it has to stay as it is: --untranslated"
        : "";
  }

  private JobView job() {
    if (job != null) {
      return jobs().find(job);
    }
    return jobs().ofSubtask(subtask)
        .orElseThrow(() -> CliFailure.notFound("there is no subtask " + Cells.line(subtask)
            + "; give its whole id, or its beginning and --job"));
  }

  private @Nullable String title(SourceText source, TextPair known) {
    if (title != null || source.title() == null) {
      return title;
    }
    var before = known.translation().map(SourceText::title);
    return ProvidedText.keptTitle(source, before)
        .orElseThrow(() -> CliFailure.usage("the title is missing: add --title; the source's is '"
            + Cells.cut(Cells.line(String.valueOf(source.title())), LONGEST_TITLE) + "'"));
  }

  private @Nullable String body(SourceText source) {
    if (file == null) {
      if (source.body() != null) {
        throw CliFailure.usage("the text is missing: add --file, with - for standard input");
      }
      return null;
    }
    return ProvidedText.fromFile(new InputFile(file).utf8(), source.body());
  }

  private void confirm(SubtaskView one) {
    if (one.status().equals("DONE")) {
      session.confirm(
          "This replaces the finished text of " + SubtaskNames.of(one)
              + one.engine().map(name -> " by " + name).orElse("") + ".",
          answer.yes);
    }
  }

  private int accepted(JobView view, SubtaskView one, int missing, Optional<RunId> run)
      throws InterruptedException {
    wakeWorkers();
    session.say("The text of " + SubtaskNames.of(one) + " is taken.");
    var now = system().views()
        .find(view.id())
        .orElseThrow(
            () -> JobResult.gone(view.id().toString()));
    if (run.isEmpty()) {
      session.say(missing > 0
          ? count(missing, "subtask") + " of job " + view.id() + " " + (missing == 1 ? "is" : "are")
              + " still missing; provide them too, or: translation-cli reprocess " + view.id()
          : "Job " + view.id() + " is " + now.status() + "; to promote it: translation-cli"
              + " reprocess " + view.id());
    } else if (missing > 0) {
      session.say("Its run goes on with " + count(missing, "subtask") + ".");
    } else if (noWorkerCan(now) && now.holds().isEmpty()) {
      session.say("Nothing is missing. No worker is running that could promote job " + view.id()
          + "; it is done here.");
      return promoteHere(now, run.get());
    } else {
      session.say("Nothing is missing; job " + view.id() + " is promoted"
          + (now.holds().isEmpty() ? " now." : " when it is no longer held.")
          + " Follow it: translation-cli watch " + view.id());
    }
    if (output.json) {
      session.printJson(Documents.job(now));
    }
    return ExitCode.OK;
  }

  private int promoteHere(JobView view, RunId run) throws InterruptedException {
    var chain = view.run().map(RunView::plan).map(plan -> String.join(",", plan.engines()));
    chain.ifPresent(engines -> session.override("TRANSLATION_ENGINE", engines));
    session.reopen();
    try (var signals = session.interrupts().watch()) {
      return new RunHere(session, signals, output.json, false).serve(WorkerId.random(), view.id(),
          run);
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
}
