package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryChange.Replace;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.runtime.glossary.GlossaryFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes the terms of a file into a glossary. */
@Command(
    name = "import",
    description = {
        "Adds the terms of a file: all of them, or none when a row is wrong. One that is there with"
            + " another translation stays, and the other is kept as a conflict; --replace replaces"
            + " it unless it is locked.",
        "CSV: UTF-8, the first line names the columns, of which source and target are needed:"
            + " source,target,kind,note,locked,origin. TBX: ISO 30042, version 2 or 3."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli glossary import my-novel --to es --file terms.csv --dry-run",
        "  translation-cli glossary import my-novel --to es --file terms.tbx --replace",
        "  translation-cli glossary import my-novel --to es --file - < terms.csv"})
final class GlossaryImport extends GlossaryOfNovel {
  private static final int MOST_PROBLEMS = 50;

  @Option(
      names = "--file", required = true, paramLabel = "FILE",
      description = "What to read; - reads standard input.")
  String file = "";

  @Option(
      names = "--format", paramLabel = "csv|tbx",
      description = "By the file's name where it is not given, else csv.")
  @Nullable
  GlossaryFile format;

  @Option(names = "--replace", description = "Also in the place of terms that are not locked.")
  boolean replace;

  @Option(names = "--dry-run", description = "Say what would become of it and touch nothing.")
  boolean dryRun;

  GlossaryImport(Session session) {
    super(session);
  }

  /** @param file empty for standard output */
  static GlossaryFile form(@Nullable GlossaryFile given, String file) {
    return given != null ? given : GlossaryFile.of(file).orElse(GlossaryFile.CSV);
  }

  @Override
  int call(NovelId id, LanguagePair languages) {
    var input = new InputFile(file);
    var content = form(format, file).read(input.bytes(), languages);
    if (!content.problems().isEmpty()) {
      content.problems().stream().limit(MOST_PROBLEMS).forEach(p -> session.say(p.toString()));
      throw CliFailure.usage(
          count(content.problems().size(), "row") + " of " + input
              + " cannot be taken; nothing was imported");
    }
    if (content.passedOver() > 0) {
      session.say("Passed over: " + count(content.passedOver(), "entry", "entries")
          + " without a term in " + languages.from() + " or in " + languages.to() + ".");
    }
    new GlossaryChanges(session, id, languages, output.json)
        .make(changes(content.terms()), dryRun);
    return ExitCode.OK;
  }

  /** Of several translations in one file the first one counts, the others are conflicts. */
  private List<GlossaryChange> changes(List<Term> terms) {
    var seen = new HashSet<String>();
    var changes = new ArrayList<GlossaryChange>();
    for (var term : terms) {
      var isFirst = seen.add(term.source());
      changes.add(
          new GlossaryChange.Put(term, isFirst && replace ? Replace.UNLOCKED : Replace.NONE));
    }
    return changes;
  }
}
