package org.translationjobs.cli.command;

import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
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
        "  translation-cli hold --engine deepl --reason 'invoice unpaid'",
        "  translation-cli hold --fleet --yes --reason 'database maintenance'"})
final class HoldCommand extends CliCommand {
  @ArgGroup(multiplicity = "1")
  HoldTarget target = new HoldTarget();

  @Option(names = "--reason", paramLabel = "TEXT", description = "For whoever finds it later.")
  String reason = "no reason given";

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
}
