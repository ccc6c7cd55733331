package org.translationjobs.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The memory of a novel as a file for other tools. */
@Command(
    name = "export",
    description = "Writes the segments of one pair of languages as TMX 1.4, which translation tools"
        + " read, and 'memory import'.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli memory export my-novel --to es --file my-novel.tmx",
        "  translation-cli memory export my-novel --to es | gzip > my-novel.tmx.gz"})
final class MemoryExport extends NovelPairCommand {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Instead of standard output; replaced only when all is written.")
  @Nullable
  String file;

  MemoryExport(Session session) {
    super(session);
  }

  @Override
  int call(NovelId id, LanguagePair languages) {
    if (output.json && file == null) {
      throw CliFailure.usage("--json needs --file: standard output has the segments");
    }
    var units = file == null
        ? system().memoryExchange().export(id, languages, session.out())
        : toFile(id, languages, file);
    session.out().flush();
    if (output.json) {
      session.printJson(
          new Fields()
              .put("from_lang", languages.from())
              .put("target_lang", languages.to())
              .put("segments", units)
              .put("file", file)
              .map());
    }
    session.say("Exported " + units + (units == 1 ? " segment " : " segments ") + languages
        + (file == null ? "." : " to " + file + "."));
    return ExitCode.OK;
  }

  private long toFile(NovelId id, LanguagePair languages, String name) {
    try {
      var target = Path.of(name).toAbsolutePath();
      if (!Files.isRegularFile(target) && Files.exists(target)) {
        // a device or a pipe cannot be replaced
        try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
          return system().memoryExchange().export(id, languages, out);
        }
      }
      var part = target.resolveSibling(target.getFileName() + ".part");
      try {
        long units;
        try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
          units = system().memoryExchange().export(id, languages, out);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return units;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | InvalidPathException e) {
      throw CliFailure.usage(name + ": it cannot be written: " + e.getMessage());
    }
  }
}
