package org.translationjobs.cli.command;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.pipeline.terms.NameCandidates;
import org.translationjobs.pipeline.terms.TermCandidate;
import org.translationjobs.runtime.ExtractTerms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the terms of a novel before it is translated. */
@Command(
    name = "extract",
    description = {
        "Finds the names of a novel and adds them with the engine's translations, not locked. What the"
            + " glossary has already stays as it is.",
        "With most engines names are found by their capitals and only they are sent. A language model"
            + " (openai) reads the whole novel instead, which finds more, tells characters and costs"
            + " accordingly: how much is said and asked first."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli glossary extract my-novel --to es --dry-run",
        "  translation-cli glossary extract my-novel --to es --engine apertium --min 5",
        "  translation-cli glossary extract my-novel --to es --engine openai --limit 200"})
final class GlossaryExtract extends GlossaryOfNovel {
  private static final int LEAST = 2;

  @Option(
      names = "--min", paramLabel = "N", defaultValue = "2",
      description = "Only what stands at least so often in the novel (${DEFAULT-VALUE}).")
  int min;

  @Option(
      names = "--limit", paramLabel = "N", defaultValue = "500",
      description = "At most so many, the most frequent ones (${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = "--engine", paramLabel = "NAME",
      description = "Instead of the first of TRANSLATION_ENGINE.")
  @Nullable
  String engineName;

  @Option(
      names = "--dry-run",
      description = "Show the names that capitals tell and what would be sent; send nothing.")
  boolean dryRun;

  @Mixin
  YesOption answer = new YesOption();

  GlossaryExtract(Session session) {
    super(session);
  }

  @Override
  int call(NovelId id, LanguagePair languages) throws InterruptedException {
    Limits.check(limit);
    if (min < LEAST) {
      throw CliFailure.usage("--min is " + min + "; allowed: 2 or more");
    }
    var engine = engine();
    return engine.capabilities().findsTerms()
        ? byReading(id, languages, engine)
        : byCapitals(id, languages, engine);
  }

  @Override
  void prepare() {
    var name = engineName;
    if (name != null) {
      session.override("TRANSLATION_ENGINE", name);
    }
  }

  private TranslationEngine engine() {
    var engines = system().engines();
    if (engines.isEmpty()) {
      throw CliFailure.usage("names cannot be translated without an engine: set TRANSLATION_ENGINE"
          + " or --engine to one that translates, such as apertium");
    }
    var engine = engines.getFirst();
    system().holds()
        .all()
        .stream()
        .filter(hold -> hold.kind().blocksClaims() && concerns(hold, engine))
        .findFirst()
        .ifPresent(hold -> {
          throw CliFailure.refused(HoldTarget.words(hold.scope()) + " is held (" + hold.kind()
              + " by " + hold.placedBy() + ": " + hold.reason() + "); first: "
              + HoldTarget.release(hold));
        });
    return engine;
  }

  private static boolean concerns(Hold hold, TranslationEngine engine) {
    return switch (hold.scope()) {
      case HoldScope.Fleet() -> true;
      case HoldScope.Engine(var name) -> name.equals(engine.name());
      case HoldScope.Job(var job) -> false;
    };
  }

  private int byCapitals(NovelId id, LanguagePair languages, TranslationEngine engine)
      throws InterruptedException {
    NameCandidates.obstacle(languages.from()).ifPresent(why -> {
      throw CliFailure.refused(why + ": only a language model finds the names there; use --engine"
          + " openai");
    });
    var candidates = candidates(id, languages);
    if (dryRun) {
      return show(candidates, "would be sent to " + engine.name(), Usage.NONE);
    }
    var known = system().glossaries().current(id, languages);
    var unknown =
        candidates.stream().filter(c -> known.find(c.source()).isEmpty()).toList();
    session.say(count(candidates.size(), "name") + " found, " + (candidates.size() - unknown.size())
        + " of them in the glossary already.");
    return add(
        id, languages, engine, system().extractTerms().translate(unknown, languages, engine));
  }

  private List<TermCandidate> candidates(NovelId id, LanguagePair languages) {
    return system().extractTerms()
        .candidates(id, languages, min)
        .stream()
        .limit(limit)
        .toList();
  }

  private int byReading(NovelId id, LanguagePair languages, TranslationEngine engine)
      throws InterruptedException {
    var estimate = system().extractTerms().estimate(id, languages, engine);
    var price = system().prices().of(engine.name());
    var words = "Reading the novel takes " + count(estimate.calls(), "request") + " to "
        + engine.name() + " with at most about " + estimate.inputTokens() + " tokens in and "
        + estimate.outputTokens() / 4 + " out, "
        + (price.isFree() ? "at a cost that is not known: no price is set"
            : "about " + price.of(expected(estimate)) + " " + system().prices().currency())
        + ".";
    if (dryRun) {
      var candidates = NameCandidates.obstacle(languages.from()).isPresent()
          ? List.<TermCandidate>of()
          : candidates(id, languages);
      var code = show(candidates, "are those that capitals tell", expected(estimate));
      session.say(words);
      return code;
    }
    session.confirm(words, answer.yes);
    var live = session.terminal().isInteractive();
    var found = system().extractTerms().read(id, languages, engine, min, requests -> {
      if (live) {
        session.err().print("\r" + requests + " of about " + estimate.calls());
      }
    });
    if (live) {
      session.err().println();
    }
    return add(id, languages, engine, found);
  }

  /** A list of terms is far shorter than a translation. */
  private static Usage expected(Usage estimate) {
    return new Usage(
        estimate.calls(), estimate.inputTokens(), estimate.outputTokens() / 4,
        estimate.billedCharacters());
  }

  private int show(List<TermCandidate> candidates, String what, Usage expected) {
    if (output.json) {
      session.printJson(
          new Fields()
              .put(
                  "candidates",
                  candidates.stream()
                      .map(
                          c -> new Fields().put("source", c.source())
                              .put("occurrences", c.occurrences())
                              .put("kind", GlossaryCommand.lower(c.kind()))
                              .put("note", c.note())
                              .map())
                      .toList())
              .put("calls", expected.calls())
              .put("input_tokens", expected.inputTokens())
              .put("output_tokens", expected.outputTokens())
              .map());
    } else if (!candidates.isEmpty()) {
      var table = new Table(0, "NAME", "TIMES", "KIND", "NOTE");
      candidates.forEach(
          c -> table.row(
              c.source(), String.valueOf(c.occurrences()), GlossaryCommand.lower(c.kind()),
              c.note()));
      table.lines(session.terminal().width(), session.terminal().style()).forEach(session::print);
    }
    session.say("These " + count(candidates.size(), "name") + " " + what
        + ". Nothing was sent or touched.");
    return ExitCode.OK;
  }

  private int add(
      NovelId id, LanguagePair languages, TranslationEngine engine, ExtractTerms.Found found) {
    var sources =
        found.terms()
            .stream()
            .map(Term::source)
            .distinct()
            .limit(limit)
            .collect(
                Collectors.toSet());
    var changes =
        found.terms()
            .stream()
            .filter(term -> sources.contains(term.source()))
            .<GlossaryChange>map(term -> new GlossaryChange.Put(term, false))
            .toList();
    var dropped = found.dropped();
    var cost = system().prices().of(engine.name()).of(found.usage());
    found.failures()
        .stream()
        .distinct()
        .limit(3)
        .forEach(why -> session.say("Not answered: "
            + why));
    session.say("Dropped: " + dropped.invented() + " not in the text, " + dropped.rare()
        + " too rare, " + dropped.unreadable() + " unreadable. Used: "
        + count(found.requests(), "request")
        + (found.answered() < found.requests() ? ", " + found.answered() + " of them answered, "
            : ", ") + found.usage().inputTokens() + " tokens in, "
        + found.usage().outputTokens() + " out"
        + (system().prices().of(engine.name()).isFree() ? ""
            : ", " + cost + " " + system().prices().currency())
        + " (outside of any job's budget).");
    new GlossaryChanges(session, id, languages, output.json)
        .make(
            changes, false,
            new Fields().put("found", sources.size())
                .put("invented", dropped.invented())
                .put("rare", dropped.rare())
                .put("unreadable", dropped.unreadable())
                .put("failed", found.failures().size())
                .put("complete", found.end().isEmpty())
                .put("calls", found.requests())
                .put("answered", found.answered())
                .put("input_tokens", found.usage().inputTokens())
                .put("output_tokens", found.usage().outputTokens())
                .put("billed_characters", found.usage().billedCharacters())
                .put("cost", cost)
                .put("currency", system().prices().currency()));
    found.end().ifPresent(why -> {
      session.say("It broke off: what is above is from the requests until then. Mend what the last"
          + " line names and give the command again; what the glossary has stays"
          + (engine.capabilities().findsTerms() ? ", the novel is read anew." : "."));
      throw why;
    });
    session.say("Look at them ('translation-cli glossary list'), change what is wrong, lock what is"
        + " right.");
    return ExitCode.OK;
  }
}
