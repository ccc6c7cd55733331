package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.runtime.tmx.ImportReport;
import org.translationjobs.runtime.tmx.TmxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Translations of other tools, or of an export, into the memory of a novel. */
@Command(
    name = "import",
    description = {
        "Reads TMX. A translation is used for every segment with the same text, whatever the engine,"
            + " before any is asked, and checked as an engine's answer is.",
        "What 'memory export' wrote and nobody changed since is put back for the engine that it is"
            + " from. Of several translations of a text the last one counts.",
        "A file that cannot be read to its end changes nothing; of others the units that cannot be"
            + " used are named and left out, and the command ends with 4."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli memory import my-novel --to es --file from-omegat.tmx",
        "  gunzip -c my-novel.tmx.gz | translation-cli memory import my-novel --to es --file -",
        "  translation-cli reprocess 3f2a91 --all     uses it for what is translated already"})
final class MemoryImport extends NovelPairCommand {
  private static final int MOST_NAMED = 20;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "TMX, in UTF-8, UTF-16 or as its first line says; - reads standard input.")
  String file = "";

  @Option(
      names = "--for-every-engine",
      description = "Also what was exported here and not changed since is used for every engine.")
  boolean forEveryEngine;

  MemoryImport(Session session) {
    super(session);
  }

  @Override
  int call(NovelId id, LanguagePair languages) {
    var report = read(id, languages);
    if (output.json) {
      session.printJson(document(languages, report));
    }
    say(languages, report);
    return report.refused() > 0 ? ExitCode.REFUSED : ExitCode.OK;
  }

  private ImportReport read(NovelId id, LanguagePair languages) {
    try {
      return new InputFile(file).readBy(
          path -> system().memoryExchange().importFrom(path, id, languages, forEveryEngine));
    } catch (TmxException e) {
      throw CliFailure.usage(file + ": " + e.getMessage() + "; nothing was imported");
    }
  }

  private void say(LanguagePair languages, ImportReport report) {
    report.refusals()
        .stream()
        .limit(MOST_NAMED)
        .forEach(
            refusal -> session.say("Unit " + refusal.number() + " in line " + refusal.line()
                + " was left out: " + refusal.reason()));
    if (report.refused() > MOST_NAMED) {
      session.say("… and " + (report.refused() - MOST_NAMED) + " more"
          + (output.json ? "." : "; --json names a hundred."));
    }
    session.say("Imported " + languages + ": " + report.added() + " new, " + report.replaced()
        + " in the place of others, " + report.unchanged() + " known already; "
        + report.refused() + " of " + report.units() + " units left out.");
    if (report.restored() > 0) {
      session.say(report.restored() + " of them are back for the engine they are from;"
          + " --for-every-engine uses them for all.");
    }
    if (report.otherLanguages() > 0) {
      session.say(report.otherLanguages() + " units have no text in '" + languages.from()
          + "' or none in '" + languages.to() + "'.");
    }
    if (report.alternatives() > 0) {
      session.say(report.alternatives() + " hold only in one place of their document and were not"
          + " taken.");
    }
  }

  private static Object document(LanguagePair languages, ImportReport report) {
    return new Fields()
        .put("from_lang", languages.from())
        .put("target_lang", languages.to())
        .put("units", report.units())
        .put("added", report.added())
        .put("replaced", report.replaced())
        .put("unchanged", report.unchanged())
        .put("restored", report.restored())
        .put("other_languages", report.otherLanguages())
        .put("alternatives", report.alternatives())
        .put("refused", report.refused())
        .put(
            "refusals",
            report.refusals()
                .stream()
                .map(
                    refusal -> new Fields()
                        .put("unit", refusal.number())
                        .put("line", refusal.line())
                        .put("reason", refusal.reason())
                        .map())
                .toList())
        .map();
  }
}
