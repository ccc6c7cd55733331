package org.translationjobs.cli.command;

import java.util.Objects;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.runtime.TranslationSystem;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: what all commands share. */
@Command(
    name = "translation-cli",
    description = "Imports novels, submits translation jobs, follows, repairs and reprocesses them.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = TranslationCli.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli doctor                          is everything as it should be?",
        "  translation-cli import novel.json               prints the novel's id",
        "  translation-cli submit my-novel --to es --watch",
        "  translation-cli list --status FAILED",
        "  translation-cli status 3f2a91                   the beginning of an id will do",
        "  translation-cli reprocess 3f2a91                runs this one job here and now",
        "",
        "Reads the same environment variables as the worker: DATABASE_URL, REDIS_URL,",
        "STAGING_DIR or S3_BUCKET, TRANSLATION_ENGINE, … (docs/configuration.md).",
        "Data goes to standard output, words to standard error. NO_COLOR is respected."})
public final class TranslationCli implements Runnable {
  private final Session session;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and end.")
  boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true,
      description = "Show the version and end.")
  boolean version;

  private TranslationCli(Session session) {
    this.session = session;
  }

  /** The whole command line. */
  public static CommandLine commandLine(Session session) {
    var line = new CommandLine(new TranslationCli(session))
        .addSubcommand(new ImportNovel(session))
        .addSubcommand(new Submit(session))
        .addSubcommand(new ListJobs(session))
        .addSubcommand(new Status(session))
        .addSubcommand(new Watch(session))
        .addSubcommand(new Show(session))
        .addSubcommand(new Quality(session))
        .addSubcommand(new Reprocess(session))
        .addSubcommand(new Provide(session))
        .addSubcommand(new Cancel(session))
        .addSubcommand(new HoldCommand(session))
        .addSubcommand(new Release(session))
        .addSubcommand(new BudgetCommand(session))
        .addSubcommand(GlossaryCommand.commandLine(session))
        .addSubcommand(MemoryCommand.commandLine(session))
        .addSubcommand(new Promote(session))
        .addSubcommand(new Adopt(session))
        .addSubcommand(Rejected.commandLine(session))
        .addSubcommand(new ListWorkers(session))
        .addSubcommand(new Doctor(session))
        .addSubcommand(new Migrate(session))
        .addSubcommand(new AutoComplete.GenerateCompletion());
    Objects.requireNonNull(line.getSubcommands().get("generate-completion"))
        .getCommandSpec()
        .usageMessage()
        .footerHeading("%nExample:%n")
        .footer("  source <(translation-cli generate-completion)");
    withExitCodes(line);
    return line;
  }

  private static void withExitCodes(CommandLine line) {
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    line.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    line.getSubcommands().values().forEach(TranslationCli::withExitCodes);
  }

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Instead of DATABASE_URL; other users of this machine can see it.")
  void databaseUrl(String url) {
    session.override("DATABASE_URL", url);
  }

  @Option(
      names = "--redis-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Instead of REDIS_URL.")
  void redisUrl(String url) {
    session.override("REDIS_URL", url);
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Stack traces, and what the libraries log.")
  void debug(boolean debug) {
    session.setDebug(debug);
  }

  @Override
  public void run() {
    throw CliFailure.usage("a command is missing; see 'translation-cli --help'");
  }

  /** Of the program, and of the Java that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"translation-cli " + TranslationSystem.version() + " (Java "
          + Runtime.version() + ")"};
    }
  }
}
