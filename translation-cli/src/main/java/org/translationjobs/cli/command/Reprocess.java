package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Table;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.WorkerId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one job again. */
@Command(
    name = "reprocess",
    description = {
        "Runs one job here and now until it ends, whatever its status: by default what is failed or"
            + " unfinished; finished subtasks are kept.",
        "The run is reserved for this process. Ctrl-C stops in order: what is unfinished is handed"
            + " back, and any worker may go on with it; a second Ctrl-C stops at once."},
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli reprocess 3f2a91 --dry-run               what would be done",
        "  translation-cli reprocess 3f2a91                         failed, unfinished ones",
        "  translation-cli reprocess 3f2a91 --subtask 9c01d2 --engine apertium",
        "  translation-cli reprocess 3f2a91 --all --overwrite-edits --yes",
        "  translation-cli reprocess 3f2a91 --changed-terms         after a change of the glossary",
        "  translation-cli reprocess 3f2a91 --requeue               let the workers do it"})
final class Reprocess extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @ArgGroup
  @Nullable
  Which which;

  @Option(names = "--dry-run", description = "Show what would be done and touch nothing.")
  boolean dryRun;

  @Option(
      names = "--engine",
      paramLabel = "CHAIN",
      description = "Translate with these engines instead of TRANSLATION_ENGINE, for example"
          + " 'deepl,apertium'.")
  @Nullable
  String engine;

  @Option(
      names = "--overwrite-edits",
      description = "Also replace rows that someone edited since they were promoted.")
  boolean overwriteEdits;

  @Option(names = "--requeue", description = "Start the run and leave it to the workers.")
  boolean requeue;

  @Mixin
  YesOption answer = new YesOption();

  @Mixin
  JsonOption output = new JsonOption();

  /** Which subtasks, if not the unfinished ones. */
  static final class Which {
    @Option(names = "--all", description = "Translate every subtask again.")
    boolean all;

    @Option(
        names = "--changed-terms",
        description = "Those whose texts have terms of the glossary that were changed since they"
            + " were translated, and unfinished ones. Only the segments with these terms are asked"
            + " again; the others are in the memory.")
    boolean changedTerms;

    @Option(names = "--subtask", paramLabel = "ID",
        description = "Only this one, or its beginning.")
    @Nullable
    String subtask;
  }

  Reprocess(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    var chain = engine;
    if (chain != null) {
      session.override("TRANSLATION_ENGINE", chain);
    }
    if (overwriteEdits) {
      session.override("OVERWRITE_EDITS", "true");
    }
    var view = jobs().find(job);
    var changes = which != null && which.changedTerms
        ? Optional.of(ChangedTermsScope.of(session, view))
        : Optional.<ChangedTermsScope>empty();
    changes.ifPresent(terms -> terms.say(session));
    var scope = changes.isPresent() ? changes.get().scope() : Optional.of(scope(view));
    var affected = scope.map(chosen -> affected(view, chosen)).orElse(List.of());
    if (dryRun) {
      return dryRun(view, affected, changes);
    }
    checkPossible(view);
    if (scope.isEmpty()) {
      session.say("Nothing of job " + view.id() + " has to be translated again.");
      if (output.json) {
        session.printJson(Documents.job(view));
      }
      return ExitCode.OK;
    }
    if (affected.isEmpty() && view.status().equals("COMPLETED")) {
      session.say("Job " + view.id() + " is COMPLETED and nothing of it is unfinished; --all"
          + " translates everything again.");
      return ExitCode.OK;
    }
    confirm(view, affected);
    var plan = new RunPlan(system());
    var refusal = plan.refusal(view.languages());
    if (refusal.isPresent()) {
      throw CliFailure.refused("job " + view.id() + " " + view.languages()
          + " cannot be translated: "
          + refusal.get());
    }
    if (changes.filter(terms -> terms.isOfAnotherPlan(plan)).isPresent()) {
      session.say("The last run had other engines or parameters: the whole texts are asked for, not"
          + " only the segments with changed terms.");
    }
    return requeue ? requeue(view, scope.get(), plan) : runHere(view, scope.get(), plan);
  }

  private Scope scope(JobView view) {
    var chosen = which;
    if (chosen == null) {
      return new Scope.Unfinished();
    }
    var one = chosen.subtask;
    return one == null ? new Scope.All() : new Scope.Only(jobs().subtask(view, one).id());
  }

  private List<SubtaskView> affected(JobView view, Scope scope) {
    return system().views()
        .subtasks(view.id())
        .stream()
        .filter(subtask -> SubtaskStatus.fromColumn(subtask.status()).isPresent())
        .filter(subtask -> switch (scope) {
          case Scope.All() -> true;
          case Scope.Unfinished() -> !subtask.status().equals("DONE");
          case Scope.Only(var ids) -> ids.contains(subtask.id());
        })
        .toList();
  }

  private int dryRun(
      JobView view, List<SubtaskView> affected, Optional<ChangedTermsScope> changes) {
    var chain = session.configuration().engines().chain();
    if (output.json) {
      var fields = new Fields()
          .put("job", Documents.job(view))
          .put("engines", chain)
          .put("would_translate", affected.stream().map(Documents::subtask).toList());
      changes.ifPresent(
          terms -> fields.put("changed_terms", terms.terms())
              .put("segments", terms.segments())
              .put("not_known", terms.unknown()));
      session.printJson(fields.map());
    } else if (!affected.isEmpty()) {
      var table = new Table(3, "SUBTASK", "ENTITY", "STATUS", "PROBLEM");
      affected.forEach(subtask -> table.row(
          SubtaskNames.shortId(subtask.id()), SubtaskNames.entity(subtask), subtask.status(),
          subtask.errorMessage().or(subtask::lastProblem).orElse("")));
      table.lines(session.terminal().width(), session.terminal().style()).forEach(session::print);
    }
    session.say("Would translate " + count(affected.size(), "subtask") + " of job " + view.id()
        + providedAmong(affected) + (providedAmong(affected).isEmpty() ? "" : ",") + " with "
        + (chain.isEmpty() ? "no engine: set TRANSLATION_ENGINE"
            : String.join(",", chain))
        + ", then promote the job. Nothing was touched.");
    obstacle(view).ifPresent(why -> session.say("As it stands it would be refused: " + why));
    return ExitCode.OK;
  }

  private void checkPossible(JobView view) {
    obstacle(view).ifPresent(why -> {
      throw CliFailure.refused(why);
    });
  }

  private Optional<String> obstacle(JobView view) {
    if (JobStatus.fromColumn(view.status()).isEmpty()) {
      return Optional.of("job " + view.id() + " " + JobResult.statusNotOurs(view));
    }
    var chain = session.configuration().engines().chain();
    return Hold.bearingOn(view.id(), chain, system().holds().all())
        .stream()
        .filter(hold -> hold.kind().blocksClaims())
        .findFirst()
        .map(hold -> heldBy(view, hold));
  }

  private static String heldBy(JobView view, Hold hold) {
    return "job " + view.id() + " is held (" + HoldTarget.words(hold.scope()) + ", " + hold.kind()
        + " by " + hold.placedBy() + ": " + hold.reason() + "); first: "
        + HoldTarget.release(hold);
  }

  private void confirm(JobView view, List<SubtaskView> affected) {
    var consequences = new ArrayList<String>();
    var finished = affected.stream().filter(s -> s.status().equals("DONE")).count();
    if (finished > 0) {
      consequences.add("translates " + finished + " finished subtasks again"
          + providedAmong(affected));
    }
    if (overwriteEdits) {
      consequences.add("replaces rows that someone edited");
    }
    view.run()
        .filter(run -> run.state().equals("ACTIVE"))
        .filter(run -> run.claimed() > 0 || run.reservedFor().isPresent())
        .ifPresent(run -> consequences.add("ends run " + run.number() + ", which is under way with "
            + count(run.claimed(), "subtask") + " being translated"
            + run.reservedFor().map(name -> " and reserved for " + name).orElse("")));
    if (!consequences.isEmpty()) {
      session.confirm(
          "Reprocessing job " + view.id() + " " + String.join(", and ", consequences) + ".",
          answer.yes);
    }
  }

  /** Nobody loses a person's work without having been told. */
  private static String providedAmong(List<SubtaskView> affected) {
    var provided = affected.stream()
        .filter(subtask -> subtask.engine().filter(ProvidedWork.ENGINE::equals).isPresent())
        .count();
    return provided == 0 ? ""
        : ", " + provided + " of them provided by a person";
  }

  private int requeue(JobView view, Scope scope, RunPlan plan) {
    var started = start(view.id(), scope, plan, Optional.empty());
    try {
      system().announcements().announce(view.id());
      system().announcements().wake();
    } catch (UnavailableException e) {
      session.say("It could not be announced (" + e.getMessage()
          + "); workers find it by themselves within seconds.");
    }
    plan.warnings().forEach(session::say);
    if (output.json) {
      session.printJson(Documents.job(jobs().find(view.id().toString())));
    }
    session.say("Run " + started.number() + " of job " + view.id() + " waits for the workers: "
        + started.toTranslate() + " of " + started.total()
        + " subtasks. Follow it: translation-cli watch " + view.id());
    return ExitCode.OK;
  }

  private int runHere(JobView view, Scope scope, RunPlan plan) throws InterruptedException {
    try (var signals = session.interrupts().watch()) {
      var here = new RunHere(session, signals, output.json, true);
      var id = WorkerId.random();
      // entered before the run is: a run that is reserved for somebody unknown is anybody's
      system().workers().beat(system().profile(id), system().settings().lease());
      RunId run;
      try {
        var started = start(view.id(), scope, plan, Optional.of(id));
        run = started.run();
        session.say("Run " + started.number() + " with " + String.join(",", plan.plan().engines())
            + ": " + started.toTranslate() + " of " + started.total()
            + " subtasks are to be translated. Ctrl-C stops in order.");
      } catch (RuntimeException e) {
        leave(id);
        throw e;
      }
      return here.serve(id, view.id(), run);
    }
  }

  private void leave(WorkerId id) {
    try {
      system().workers().leave(id);
    } catch (UnavailableException e) {
      // the lease ends by itself
    }
  }

  private Activated.Started start(
      JobId id, Scope scope, RunPlan plan, Optional<WorkerId> reservedFor) {
    var request = new RunRequest(
        Trigger.REPROCESS, scope, plan.plan(), reservedFor, Optional.empty());
    return switch (system().jobs().activate(id, request, system().settings().patience())) {
      case Activated.Started started -> started;
      case Activated.Ignored(var reason) ->
          throw CliFailure.refused("job " + id + " is not reprocessed: " + reason);
      case Activated.Waiting(var reason, var lookAgainIn, var swept) ->
          throw CliFailure.refused("job " + id + " is not reprocessed now: " + reason);
      case Activated.Refused(var reason) -> throw new CliFailure(
          ExitCode.FAILED, "job " + id + " cannot be translated and is FAILED: " + reason);
      case Activated.NotFound() -> throw JobResult.gone(id.toString());
    };
  }
}
