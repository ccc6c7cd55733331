package org.translationjobs.cli.command;

import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.Session;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one novel between two languages. */
abstract class NovelPairCommand extends CliCommand {
  @Parameters(
      index = "0", paramLabel = "NOVEL",
      description = "Its id, or its slug if only one novel has it.")
  String novel = "";

  @Option(names = "--to", required = true, paramLabel = "LANG", description = "Target language.")
  String to = "";

  @Option(
      names = "--from",
      paramLabel = "LANG",
      description = "Source language; can be left out when the novel exists in one language"
          + " only.")
  @Nullable
  String from;

  @Mixin
  JsonOption output = new JsonOption();

  NovelPairCommand(Session session) {
    super(session);
  }

  @Override
  public final Integer call() throws InterruptedException {
    prepare();
    var found = new NovelFinder(system().submissions()).find(novel);
    return call(found.id(), NovelFinder.languages(found, from, to));
  }

  /** Before the system is opened. */
  void prepare() {
    // most have nothing to prepare
  }

  abstract int call(NovelId id, LanguagePair languages) throws InterruptedException;
}
