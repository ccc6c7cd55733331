package org.translationjobs.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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

  /**
   * The command line for these arguments: only the command that is named first, or all where none is. To
   * make all of them takes longer than most of them run.
   */
  public static CommandLine commandLine(Session session, String... arguments) {
    var commands = commands(session);
    var named = arguments.length > 0 ? commands.get(arguments[0]) : null;
    var line = new CommandLine(new TranslationCli(session));
    if (named != null) {
      line.addSubcommand(arguments[0], named.get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
      line.addSubcommand(completion());
    }
    withExitCodes(line);
    return line;
  }

  /** In the order of the help. */
  private static Map<String, Supplier<Object>> commands(Session session) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("import", () -> new ImportNovel(session));
    commands.put("submit", () -> new Submit(session));
    commands.put("list", () -> new ListJobs(session));
    commands.put("status", () -> new Status(session));
    commands.put("watch", () -> new Watch(session));
    commands.put("show", () -> new Show(session));
    commands.put("quality", () -> new Quality(session));
    commands.put("reprocess", () -> new Reprocess(session));
    commands.put("provide", () -> new Provide(session));
    commands.put("cancel", () -> new Cancel(session));
    commands.put("hold", () -> new HoldCommand(session));
    commands.put("release", () -> new Release(session));
    commands.put("budget", () -> new BudgetCommand(session));
    commands.put("glossary", () -> GlossaryCommand.commandLine(session));
    commands.put("memory", () -> MemoryCommand.commandLine(session));
    commands.put("promote", () -> new Promote(session));
    commands.put("adopt", () -> new Adopt(session));
    commands.put("rejected", () -> Rejected.commandLine(session));
    commands.put("workers", () -> new ListWorkers(session));
    commands.put("doctor", () -> new Doctor(session));
    commands.put("migrate", () -> new Migrate(session));
    return commands;
  }

  private static CommandLine completion() {
    var completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec()
        .usageMessage()
        .footerHeading("%nExample:%n")
        .footer("  source <(translation-cli generate-completion)");
    return completion;
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
