package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.view.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over jobs that are not ours yet. */
@Command(
    name = "adopt",
    description = {
        "Hands jobs to our workers that they would not touch by themselves: unfinished ones from"
            + " before the first migration, and ones that another program left IN_PROGRESS.",
        "Make sure that no other worker still has them. The engines are those of"
            + " TRANSLATION_ENGINE here: set it as for the workers."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli adopt 3f2a91",
        "  translation-cli adopt --all-before-start-line"})
final class Adopt extends CliCommand {
  private static final int MOST = 10_000;

  @Parameters(paramLabel = "JOB", arity = "0..*", description = "Ids, or their beginnings.")
  List<String> ids = List.of();

  @Option(
      names = "--all-before-start-line",
      description = "All unfinished ones from before the first migration.")
  boolean all;

  @Mixin
  YesOption answer = new YesOption();

  @Mixin
  JsonOption output = new JsonOption();

  Adopt(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (all == !ids.isEmpty()) {
      throw CliFailure.usage("name jobs, or --all-before-start-line");
    }
    var wanted = all ? system().views().beforeStartLine(MOST)
        : ids.stream().map(jobs()::find).toList();
    if (wanted.isEmpty()) {
      session.say("No unfinished job is from before the start line.");
    } else if (all) {
      session.confirm("Adopts " + wanted.size() + " jobs: they will be translated and promoted.",
          answer.yes);
    }
    var plan = new RunPlan(system());
    var results = new ArrayList<Map<String, @Nullable Object>>();
    var refused = 0;
    for (var job : wanted) {
      var outcome = adopt(job, plan);
      refused += outcome.isPresent() ? 1 : 0;
      results.add(new Fields()
          .put("job_id", job.id())
          .put("adopted", outcome.isEmpty())
          .put("reason", outcome)
          .map());
    }
    if (output.json) {
      session.printJson(results);
    }
    if (refused < wanted.size()) {
      wakeWorkers();
      plan.warnings().forEach(session::say);
    }
    return refused == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }

  /** Empty when it was adopted, else why not. */
  private Optional<String> adopt(JobView job, RunPlan plan) throws InterruptedException {
    var request = new RunRequest(
        Trigger.ADOPTION, new Scope.Unfinished(), plan.plan(), Optional.empty(),
        plan.refusal(job.languages()));
    var refusal = switch (system().jobs()
        .activate(job.id(), request, system().settings().patience())) {
      case Activated.Started(var run, var number, var toTranslate, var total, var claims) -> {
        session.say("Adopted job " + job.id() + ": " + toTranslate + " of " + total
            + " subtasks are to be translated.");
        yield Optional.<String>empty();
      }
      case Activated.Ignored(var reason) -> Optional.of(reason);
      case Activated.Waiting(var reason, var lookAgainIn, var swept) -> Optional.of(reason);
      case Activated.Refused(var reason) -> Optional.of("it has been set to FAILED: " + reason);
      case Activated.NotFound() -> Optional.of("it was deleted");
    };
    refusal.ifPresent(reason -> session.say("Job " + job.id() + " was not adopted: " + reason));
    return refusal;
  }
}
