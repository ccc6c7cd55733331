package org.translationjobs.cli.command;

import java.nio.file.Path;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.json.NovelFile;
import org.translationjobs.cli.render.Cells;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a novel into the content tables. */
@Command(
    name = "import",
    description = {
        "Puts a novel into the content tables and prints its id.",
        "",
        "The file is JSON: slug, lang, title, description, volumes [title, description, chapters"
            + " [seq, title, content]]."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli import pride-and-prejudice.json",
        "  translation-cli import --create-tables novel.json    on an empty database"})
final class ImportNovel extends CliCommand {
  private static final int LONGEST_TITLE = 60;

  @Parameters(paramLabel = "FILE", description = "The novel.")
  Path file = Path.of("");

  @Option(
      names = "--create-tables",
      description = "First create the integration guide's tables and indexes where they are missing.")
  boolean createTables;

  @Mixin
  JsonOption output = new JsonOption();

  ImportNovel(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var novel = NovelFile.read(file);
    if (createTables) {
      system().createGuideTables(true);
    }
    var id = system().submissions().importNovel(novel);
    var chapters = novel.volumes().stream().mapToInt(volume -> volume.chapters().size()).sum();
    if (output.json) {
      session.printJson(
          new Fields()
              .put("novel_id", id)
              .put("slug", novel.slug())
              .put("lang", novel.lang())
              .put("title", novel.title())
              .put("volumes", novel.volumes().size())
              .put("chapters", chapters)
              .map());
    } else {
      session.print(id.toString());
    }
    session.say("Imported '" + Cells.cut(Cells.line(novel.title()), LONGEST_TITLE) + "' (" + novel
        .lang() + "): "
        + count(novel.volumes().size(), "volume") + ", " + count(chapters, "chapter")
        + ". Translate it: translation-cli submit " + id + " --to LANG");
    return ExitCode.OK;
  }
}
