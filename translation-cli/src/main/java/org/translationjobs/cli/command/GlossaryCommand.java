package org.translationjobs.cli.command;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the names and terms of a novel are translated. */
@Command(
    name = "glossary",
    description = "How the names and terms of a novel are translated, the same in every chapter."
        + " A run keeps the version with which it began.",
    synopsisSubcommandLabel = "(list | add | remove | lock | unlock |"
        + " conflicts | extract | import | export)",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli glossary list my-novel --to es",
        "  translation-cli glossary add my-novel Longbourn Longbourn --to es",
        "  translation-cli glossary remove my-novel Longbourn --to es",
        "  translation-cli glossary extract my-novel --to es",
        "  translation-cli glossary export my-novel --to es --file my-novel.csv"})
final class GlossaryCommand extends CliCommand {
  private GlossaryCommand(Session session) {
    super(session);
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new GlossaryCommand(session))
        .addSubcommand(new ListTerms(session))
        .addSubcommand(new Add(session))
        .addSubcommand(new Remove(session))
        .addSubcommand(new Lock(session))
        .addSubcommand(new Unlock(session))
        .addSubcommand(new Conflicts(session))
        .addSubcommand(new GlossaryExtract(session))
        .addSubcommand(new GlossaryImport(session))
        .addSubcommand(new GlossaryExport(session));
  }

  @Override
  public Integer call() {
    throw CliFailure.usage("say what to do: glossary list, add, remove, lock, unlock, conflicts,"
        + " extract, import or export; see 'translation-cli glossary --help'");
  }

  /** Of which term of a novel. */
  private abstract static class OfTerm extends GlossaryOfNovel {
    @Parameters(index = "1", paramLabel = "TERM", description = "As it stands in the source.")
    String term = "";

    OfTerm(Session session) {
      super(session);
    }

    @Override
    int call(NovelId id, LanguagePair languages) {
      return change(id, languages, change(known(id, languages, term)));
    }

    abstract GlossaryChange change(String source);
  }

  @Command(
      name = "list",
      description = "Lists the terms of the newest version.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli glossary list my-novel --to es --json")
  private static final class ListTerms extends GlossaryOfNovel {
    ListTerms(Session session) {
      super(session);
    }

    @Override
    int call(NovelId id, LanguagePair languages) {
      var glossary = system().glossaries().current(id, languages);
      if (output.json) {
        session.printJson(
            new Fields()
                .put("version", glossary.version())
                .put("terms", glossary.terms().stream().map(GlossaryCommand::document).toList())
                .map());
      } else if (glossary.terms().isEmpty()) {
        session.say("The glossary " + languages + " has no terms.");
      } else {
        var table = new Table(1, "TERM", "TRANSLATION", "KIND", "NOTE", "LOCKED").alsoFlexible(3);
        glossary.terms()
            .forEach(
                term -> table.row(
                    term.source(), term.target(), lower(term.kind()),
                    term.note(), term.locked() ? "yes" : ""));
        print(session, table);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "add",
      description = "Adds a term; another translation of one that is there only with --replace.",
      footerHeading = "%nExamples:%n",
      footer = {
          "  translation-cli glossary add my-novel entail mayorazgo --to es",
          "  translation-cli glossary add my-novel Darcy Darcy --to es --character male --locked"})
  private static final class Add extends GlossaryOfNovel {
    @Parameters(index = "1", paramLabel = "TERM", description = "As it stands in the source.")
    String source = "";

    @Parameters(index = "2", paramLabel = "TRANSLATION", description = "What it is to become.")
    String target = "";

    @Option(
        names = "--character",
        paramLabel = "NOTE",
        description = "It is a person; engines with context are always told, with this note, for"
            + " example the gender.")
    @Nullable
    String character;

    @Option(names = "--note", paramLabel = "TEXT", description = "For engines that read notes.")
    @Nullable
    String note;

    @Option(names = "--locked", description = "Imports and extraction never change it.")
    boolean locked;

    @Option(names = "--replace", description = "In the place of one that is there.")
    boolean replace;

    Add(Session session) {
      super(session);
    }

    @Override
    int call(NovelId id, LanguagePair languages) {
      return change(id, languages, new GlossaryChange.Put(term(), replace));
    }

    private Term term() {
      var person = character;
      var remark = note == null ? "" : note;
      try {
        return new Term(
            source, target, person == null ? Term.Kind.TERM : Term.Kind.CHARACTER,
            person == null ? remark : (person + " " + remark).strip(), locked, Term.Origin.PERSON);
      } catch (IllegalArgumentException e) {
        throw CliFailure.usage(String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "remove",
      description = "Removes a term; runs that began with it keep it.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli glossary remove my-novel entail --to es")
  private static final class Remove extends OfTerm {
    Remove(Session session) {
      super(session);
    }

    @Override
    GlossaryChange change(String source) {
      return new GlossaryChange.Remove(source);
    }
  }

  @Command(
      name = "lock",
      description = "Imports and extraction never change it.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli glossary lock my-novel Darcy --to es")
  private static final class Lock extends OfTerm {
    Lock(Session session) {
      super(session);
    }

    @Override
    GlossaryChange change(String source) {
      return new GlossaryChange.Lock(source, true);
    }
  }

  @Command(
      name = "unlock",
      description = "Takes a lock away.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli glossary unlock my-novel Darcy --to es")
  private static final class Unlock extends OfTerm {
    Unlock(Session session) {
      super(session);
    }

    @Override
    GlossaryChange change(String source) {
      return new GlossaryChange.Lock(source, false);
    }
  }

  @Command(
      name = "conflicts",
      description = "Lists translations that were not taken, the newest first.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli glossary conflicts my-novel --to es")
  private static final class Conflicts extends GlossaryOfNovel {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many (${DEFAULT-VALUE}).")
    int limit;

    Conflicts(Session session) {
      super(session);
    }

    @Override
    int call(NovelId id, LanguagePair languages) {
      Limits.check(limit);
      var conflicts = system().glossaries().conflicts(id, languages, limit);
      if (output.json) {
        session.printJson(
            conflicts.stream()
                .map(
                    conflict -> new Fields()
                        .put("kept", document(conflict.kept()))
                        .put("other", document(conflict.other()))
                        .map())
                .toList());
      } else if (conflicts.isEmpty()) {
        session.say("There are no conflicts.");
      } else {
        var table = new Table(1, "TERM", "KEPT", "NOT TAKEN").alsoFlexible(2);
        conflicts.forEach(
            conflict -> table.row(
                conflict.kept().source(), conflict.kept().target(), conflict.other().target()));
        print(session, table);
      }
      return ExitCode.OK;
    }
  }

  private static void print(Session session, Table table) {
    table.lines(session.terminal().width(), session.terminal().style()).forEach(session::print);
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, @Nullable Object> document(Term term) {
    return new Fields()
        .put("source", term.source())
        .put("target", term.target())
        .put("kind", lower(term.kind()))
        .put("note", term.note())
        .put("locked", term.locked())
        .put("origin", lower(term.origin()))
        .map();
  }
}
