package org.translationjobs.cli.command;

import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.memory.MemoryCount;
import org.translationjobs.core.memory.MemoryEntry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was translated before. */
@Command(
    name = "memory",
    description = "The accepted segments of a novel, which nobody is asked for again, and"
        + " translations of other tools.",
    synopsisSubcommandLabel = "(show | export | import | purge)",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli memory show my-novel",
        "  translation-cli memory export my-novel --to es --file my-novel.tmx",
        "  translation-cli memory import my-novel --to es --file from-omegat.tmx"})
final class MemoryCommand extends CliCommand {
  private MemoryCommand(Session session) {
    super(session);
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new MemoryCommand(session))
        .addSubcommand(new Show(session))
        .addSubcommand(new MemoryExport(session))
        .addSubcommand(new MemoryImport(session))
        .addSubcommand(new Purge(session));
  }

  @Override
  public Integer call() {
    throw CliFailure.usage("say what to do: memory show, export, import or purge; see"
        + " 'translation-cli memory --help'");
  }

  @Command(
      name = "show",
      description = "How many segments there are, by languages and engine; '"
          + MemoryEntry.IMPORTED + "' are those that were imported.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli memory show my-novel --json")
  private static final class Show extends CliCommand {
    @Parameters(
        index = "0", paramLabel = "NOVEL",
        description = "Its id, or its slug if only one novel has it.")
    String novel = "";

    @Mixin
    JsonOption output = new JsonOption();

    Show(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      var counts =
          system().memory().counts(new NovelFinder(system().submissions()).idOf(novel));
      if (output.json) {
        session.printJson(
            counts.stream()
                .map(
                    count -> new Fields()
                        .put("from_lang", count.languages().from())
                        .put("target_lang", count.languages().to())
                        .put("engine", count.engine())
                        .put("segments", count.segments())
                        .map())
                .toList());
      } else if (counts.isEmpty()) {
        session.say("The memory has nothing of this novel.");
      } else {
        var table = new Table(2, "FROM", "TO", "ENGINE", "SEGMENTS");
        counts.forEach(
            count -> table.row(
                count.languages().from(), count.languages().to(), count.engine(),
                Long.toString(count.segments())));
        table.lines(session.terminal().width(), session.terminal().style())
            .forEach(session::print);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "purge",
      description = {
          "Forgets what was translated before, of one pair of languages or of all; the next run asks"
              + " the engines for everything that it translates.",
          "Jobs, staged and promoted texts are not touched."},
      footerHeading = "%nExamples:%n",
      footer = {
          "  translation-cli memory purge my-novel --to es",
          "  translation-cli memory purge my-novel --yes"})
  private static final class Purge extends CliCommand {
    @Parameters(
        index = "0", paramLabel = "NOVEL",
        description = "Its id, or its slug if only one novel has it.")
    String novel = "";

    @Option(names = "--to", paramLabel = "LANG", description = "Into this language only.")
    @Nullable
    String to;

    @Option(names = "--from", paramLabel = "LANG", description = "From this language only.")
    @Nullable
    String from;

    @Mixin
    YesOption answer = new YesOption();

    @Mixin
    JsonOption output = new JsonOption();

    Purge(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      var id = new NovelFinder(system().submissions()).idOf(novel);
      var counts = system().memory().counts(id).stream().filter(this::isMeant).toList();
      var segments = counts.stream().mapToLong(MemoryCount::segments).sum();
      var pairs = counts.stream().map(MemoryCount::languages).distinct().toList();
      var gone = 0;
      if (segments > 0) {
        session.confirm(
            "Forgets " + segments + (segments == 1 ? " segment" : " segments") + " of novel " + id
                + " (" + String.join(", ", pairs.stream().map(LanguagePair::toString).toList())
                + "); to translate them again is paid again.",
            answer.yes);
        gone =
            to == null && from == null ? system().memory().purge(id)
                : pairs.stream().mapToInt(pair -> system().memory().purge(id, pair)).sum();
      }
      if (output.json) {
        session.printJson(new Fields().put("segments", gone).map());
      }
      session.say("Forgot " + count(gone, "segment") + ".");
      return ExitCode.OK;
    }

    private boolean isMeant(MemoryCount count) {
      return (to == null || count.languages().to().equalsIgnoreCase(to))
          && (from == null || count.languages().from().equalsIgnoreCase(from));
    }
  }
}
