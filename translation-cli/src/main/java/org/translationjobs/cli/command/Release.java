package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets something go on. */
@Command(
    name = "release",
    description = "Ends a hold on a job, an engine or the whole fleet.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli release 3f2a91",
        "  translation-cli release --engine apertium --kind QUOTA",
        "  translation-cli release --fleet"})
final class Release extends CliCommand {
  @ArgGroup(multiplicity = "1")
  HoldTarget target = new HoldTarget();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "PAUSE",
      description = "PAUSE, BUDGET or QUOTA (${DEFAULT-VALUE}); for APPROVAL see 'promote'.")
  Hold.Kind kind = Hold.Kind.PAUSE;

  @Mixin
  JsonOption output = new JsonOption();

  Release(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var scope = target.scope(jobs());
    if (!system().holds().release(scope, kind)) {
      throw CliFailure.refused(HoldTarget.words(scope) + " has no hold of the kind " + kind
          + others(scope));
    }
    wakeWorkers();
    if (output.json) {
      session.printJson(system().holds().of(scope).stream().map(Documents::hold).toList());
    }
    session.say("Released " + HoldTarget.words(scope) + others(scope) + ".");
    return ExitCode.OK;
  }

  private String others(HoldScope scope) {
    var left = system().holds().of(scope);
    if (left.isEmpty()) {
      return "";
    }
    var kinds = String.join(", ", left.stream().map(hold -> hold.kind().name()).toList());
    return left.stream().anyMatch(hold -> hold.kind() == Hold.Kind.APPROVAL)
        ? "; still held: " + kinds + " (approve with 'translation-cli promote "
            + HoldTarget.argument(scope) + "')"
        : "; still held: " + kinds;
  }
}
