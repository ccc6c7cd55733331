package org.translationjobs.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.runtime.glossary.GlossaryFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a glossary into a file. */
@Command(
    name = "export",
    description = "Writes the newest version for a spreadsheet (CSV) or a translator's tool (TBX);"
        + " 'glossary import' reads either again.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli glossary export my-novel --to es --file terms.csv",
        "  translation-cli glossary export my-novel --to es --format tbx > terms.tbx"})
final class GlossaryExport extends GlossaryOfNovel {
  @Option(
      names = "--format", paramLabel = "csv|tbx",
      description = "By the file's name where it is not given, else csv.")
  @Nullable
  GlossaryFile format;

  @Option(
      names = "--file", paramLabel = "FILE",
      description = "Replaced where it is there; standard output without it.")
  @Nullable
  Path file;

  GlossaryExport(Session session) {
    super(session);
  }

  @Override
  int call(NovelId id, LanguagePair languages) {
    var glossary = system().glossaries().current(id, languages);
    var form = GlossaryImport.form(format, file == null ? "" : file.toString());
    if (output.json && file == null) {
      throw CliFailure.usage("--json needs --file: the glossary itself is on standard output");
    }
    try {
      write(form.write(glossary.terms(), languages));
    } catch (IllegalArgumentException e) {
      throw CliFailure.refused(String.valueOf(e.getMessage()));
    }
    if (output.json) {
      session.printJson(
          new Fields()
              .put("version", glossary.version())
              .put("terms", glossary.terms().size())
              .put("format", form.toString())
              .put("file", String.valueOf(file))
              .map());
    }
    session.say("Version " + glossary.version() + " " + languages + " with "
        + count(glossary.terms().size(), "term") + " as " + form
        + (file == null ? "." : " in " + file + "."));
    return ExitCode.OK;
  }

  private void write(byte[] bytes) {
    var path = file;
    if (path == null) {
      session.out().write(bytes, 0, bytes.length);
      session.out().flush();
      return;
    }
    try {
      Files.write(path, bytes);
    } catch (IOException e) {
      throw CliFailure.usage("the file " + path + " cannot be written: " + e.getMessage());
    }
  }
}
