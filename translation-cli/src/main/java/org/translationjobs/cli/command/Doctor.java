package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.Wrap;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.diagnosis.Finding.Severity;
import org.translationjobs.runtime.configuration.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything. */
@Command(
    name = "doctor",
    description = {
        "Checks configuration, servers, schema, grants, indexes, workers, staging and engines, and"
            + " says for each finding what to do.",
        "Changes nothing; a probe is written to staging and deleted again."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli doctor",
        "  translation-cli doctor --json | jq '.findings[] | select(.severity == \"ERROR\")'"})
final class Doctor extends CliCommand {
  @Mixin
  JsonOption output = new JsonOption();

  Doctor(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    var findings = findings();
    if (output.json) {
      session.printJson(
          new Fields()
              .put("ok", count(findings, Severity.ERROR) == 0)
              .put("findings", Documents.findings(findings))
              .map());
    } else {
      findings.forEach(this::print);
      session.say(summary(findings));
    }
    return count(findings, Severity.ERROR) == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    try {
      findings.addAll(session.opened().diagnose());
    } catch (ConfigurationException e) {
      findings.add(Finding.error(
          "configuration", String.valueOf(e.getMessage()),
          "Set " + e.variable() + " as said; docs/configuration.md lists all variables."));
    } catch (RuntimeException e) {
      if (session.isDebug()) {
        e.printStackTrace(session.err());
      }
      findings.add(Finding.error(
          "diagnosis", "it broke off: " + e, "Run it again with --debug and report what it says."));
    }
    return findings;
  }

  private void print(Finding finding) {
    var style = session.terminal().style();
    var mark = Cells.padded(finding.severity().name(), 7);
    var indent = " ".repeat(9);
    var lines = Wrap.paragraph(
        finding.subject() + ": " + finding.message(), session.terminal().width() - indent.length());
    session.print(style.status(mark) + "  " + lines.getFirst());
    lines.stream().skip(1).forEach(line -> session.print(indent + line));
    if (!finding.cure().isEmpty()) {
      Wrap.paragraph("-> " + finding.cure(), session.terminal().width() - indent.length())
          .forEach(line -> session.print(indent + style.bold(line)));
    }
  }

  private static String summary(List<Finding> findings) {
    var errors = count(findings, Severity.ERROR);
    var warnings = count(findings, Severity.WARNING);
    return errors + warnings == 0
        ? "Everything is as it should be."
        : CliCommand.count(errors, "error") + ", " + CliCommand.count(warnings, "warning") + ".";
  }

  private static int count(List<Finding> findings, Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
