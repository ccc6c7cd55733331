package org.translationjobs.cli.command;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.Submissions.KnownNovel;
import org.translationjobs.core.submission.Submissions.Submitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a job and announces it, as the site's own service does. */
@Command(
    name = "submit",
    description = "Creates a job with its subtasks, announces it to the workers and prints its id.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli submit pride-and-prejudice --to es --watch",
        "  translation-cli submit pride-and-prejudice --to es --estimate",
        "  translation-cli submit 6b1f…-… --from en --to es --approve   promoted only after 'promote'"})
final class Submit extends CliCommand {
  /** Engines that run on the site's own machines. */
  private static final Set<String> FREE = Set.of("apertium", "pseudo");

  @Parameters(paramLabel = "NOVEL", description = "Its id, or its slug if only one novel has it.")
  String novel = "";

  @Option(names = "--to", required = true, paramLabel = "LANG", description = "Target language.")
  String to = "";

  @Option(
      names = "--from",
      paramLabel = "LANG",
      description = "Source language; can be left out when the novel exists in one language only.")
  @Nullable
  String from;

  @Option(names = "--approve", description = "Promote only after 'translation-cli promote'.")
  boolean approve;

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description = "What it may cost; at that it is held, see 'budget'.")
  @Nullable
  String budget;

  @Option(
      names = "--estimate",
      description = "Only say what it would need and cost; nothing is created.")
  boolean estimate;

  @Option(names = "--no-announce", description = "Do not tell the workers; they find it later.")
  boolean noAnnounce;

  @Option(names = "--watch", description = "Then show its progress until it ends.")
  boolean watch;

  @Mixin
  JsonOption output = new JsonOption();

  Submit(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (estimate) {
      checkCreatesNothing();
    }
    var found = new NovelFinder(system().submissions()).find(novel);
    var languages = NovelFinder.languages(found, from, to);
    if (estimate) {
      return estimate(found, languages);
    }
    var most = Optional.ofNullable(budget).map(BudgetCommand::amount);
    if (most.isPresent()) {
      BudgetCommand.checkPrices(system(), BudgetCommand.chain(system()));
    }
    var submitted = system().submissions()
        .submit(new NewJob(found.id(), languages, Optional.empty(), approve, most));
    return switch (submitted) {
      case Submitted.Created(var job, var subtasks) -> created(job, found, languages, subtasks);
      case Submitted.NothingToTranslate(var reason) -> throw CliFailure.notFound(reason);
    };
  }

  private void checkCreatesNothing() {
    var others = new LinkedHashMap<String, Boolean>();
    others.put("--budget", budget != null);
    others.put("--watch", watch);
    others.put("--approve", approve);
    others.put("--no-announce", noAnnounce);
    others.forEach((name, given) -> {
      if (given) {
        throw CliFailure.usage("--estimate creates no job: leave out " + name);
      }
    });
  }

  private int estimate(KnownNovel found, LanguagePair languages) throws InterruptedException {
    var refusal = RunPlan.refusal(system(), languages);
    if (refusal.isPresent()) {
      throw CliFailure.refused(
          "novel " + found.id() + " " + languages + " cannot be translated: " + refusal.get());
    }
    if (system().isPlaceholder()) {
      return nothingAsked(found, languages);
    }
    var sum =
        system().estimate(found.id(), languages)
            .orElseThrow(
                () -> CliFailure.usage(
                    "there is nothing to estimate without an engine: set TRANSLATION_ENGINE as for"
                        + " the workers"));
    if (sum.texts() == 0) {
      throw CliFailure.notFound(
          "novel " + found.id() + " has no text in '" + languages.from() + "'");
    }
    var engine = system().engines().getFirst().name();
    var usage = sum.usage();
    var price = system().prices().of(engine);
    var currency = system().prices().currency();
    if (output.json) {
      session.printJson(
          new Fields()
              .put("novel_id", found.id())
              .put("from_lang", languages.from())
              .put("target_lang", languages.to())
              .put("engine", engine)
              .put("subtasks", sum.texts())
              .put("segments", sum.segments())
              .put("calls", usage.calls())
              .put("input_tokens", usage.inputTokens())
              .put("output_tokens", usage.outputTokens())
              .put("characters", usage.billedCharacters())
              .put("cost", price.of(usage))
              .put("currency", currency)
              .map());
      return ExitCode.OK;
    }
    session.print(
        languages + " with " + engine + ": " + count(sum.texts(), "subtask") + ", "
            + count(sum.segments(), "segment") + ", about " + count(usage.calls(), "request"));
    session.print(
        "about " + usage.inputTokens() + " tokens in, " + usage.outputTokens() + " out; "
            + usage.billedCharacters() + " characters");
    session.print(
        price.isFree()
            ? FREE.contains(engine) ? "cost 0" : "cost unknown: no price is set for " + engine
            : "about " + price.of(usage) + " " + currency);
    session.say("Answers that are refused are asked for again: allow 15 % more. What the memory");
    session.say("knows costs nothing. Nothing was created.");
    return ExitCode.OK;
  }

  private int nothingAsked(KnownNovel found, LanguagePair languages) {
    if (output.json) {
      session.printJson(
          new Fields()
              .put("novel_id", found.id())
              .put("from_lang", languages.from())
              .put("target_lang", languages.to())
              .put("engine", Plan.PLACEHOLDER)
              .put("subtasks", system().submissions().entities(found.id(), languages.from()).size())
              .put("calls", 0)
              .put("cost", Cost.ZERO)
              .put("currency", system().prices().currency())
              .map());
    } else {
      session.print(languages + " with " + Plan.PLACEHOLDER + ": no engine is asked");
      session.print("cost 0");
    }
    session.say("Nothing was created.");
    return ExitCode.OK;
  }

  private int created(JobId job, KnownNovel found, LanguagePair languages, int subtasks)
      throws InterruptedException {
    var announced = !noAnnounce && announce(job);
    if (output.json && !watch) {
      session.printJson(
          new Fields()
              .put("job_id", job)
              .put("novel_id", found.id())
              .put("from_lang", languages.from())
              .put("target_lang", languages.to())
              .put("subtasks", subtasks)
              .put("for_approval", approve)
              .put("announced", announced)
              .map());
    } else if (!output.json) {
      session.print(job.toString());
    }
    session.say("Submitted " + languages + " with " + count(subtasks, "subtask")
        + (approve ? "; promoted only after: translation-cli promote " + job : "")
        + (watch ? "." : ". Follow it: translation-cli watch " + job));
    return watch ? Watch.follow(session, job, output.json) : ExitCode.OK;
  }

  private boolean announce(JobId job) {
    try {
      system().announcements().announce(job);
      system().announcements().wake();
      return true;
    } catch (UnavailableException e) {
      session.say("The job stands in the database, but could not be announced ("
          + e.getMessage() + "). Workers find it by themselves within seconds.");
      return false;
    }
  }
}
