package org.translationjobs.cli.command;

import java.util.TreeSet;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.runtime.configuration.EngineConfiguration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes something pause. */
@Command(
    name = "hold",
    description = {
        "Pauses a job, an engine or the whole fleet: within two seconds nothing more is translated"
            + " or promoted, until 'release'. Running subtasks are handed back and lose nothing."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli hold 3f2a91 --reason 'glossary is being revised'",
        "  translation-cli hold --engine apertium --reason 'new dictionary'",
        "  translation-cli hold --fleet --yes --reason 'database maintenance'"})
final class HoldCommand extends CliCommand {
  @ArgGroup(multiplicity = "1")
  HoldTarget target = new HoldTarget();

  @Option(names = "--reason", paramLabel = "TEXT", description = "For whoever finds it later.")
  String reason = "no reason given";

  @Option(names = "--force", description = "Hold an engine that nobody here knows.")
  boolean force;

  @Mixin
  YesOption answer = new YesOption();

  @Mixin
  JsonOption output = new JsonOption();

  HoldCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var scope = target.scope(jobs());
    if (scope instanceof HoldScope.Engine(var name) && !force) {
      checkKnown(name);
    }
    if (scope instanceof HoldScope.Fleet) {
      var running = system().views().list(java.util.Optional.of("IN_PROGRESS"), 1_000).size();
      session.confirm(
          "Pauses every worker; " + count(running, "job") + " under way will stand still.",
          answer.yes);
    }
    system().holds().place(scope, Hold.Kind.PAUSE, reason, operator());
    if (output.json) {
      session.printJson(system().holds().of(scope).stream().map(Documents::hold).toList());
    }
    session.say("Held " + HoldTarget.words(scope) + ". Let go again: translation-cli release "
        + HoldTarget.argument(scope));
    return ExitCode.OK;
  }

  /** A slip of the pen would hold nothing, and say that it does. */
  private void checkKnown(String name) {
    var known = new TreeSet<>(EngineConfiguration.available());
    system().workers().list().forEach(worker -> known.addAll(worker.profile().engines()));
    if (!known.contains(name)) {
      throw CliFailure.usage("no engine has the name '" + Cells.cut(Cells.line(name), 60)
          + "'; known here: " + String.join(", ", known)
          + "; --force holds it all the same");
    }
  }
}
