package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings our schema up to date. */
@Command(
    name = "migrate",
    description = {
        "Brings our schema 'translation_ops' up to date; does no harm when it is.",
        "The tables of the other services are never altered."},
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli migrate",
        "  translation-cli migrate --create-guide-tables --indexes    on an empty database"})
final class Migrate extends CliCommand {
  @Option(
      names = "--create-guide-tables",
      description = "First create the integration guide's job and content tables where they are"
          + " missing.")
  boolean createGuideTables;

  @Option(names = "--indexes", description = "And the recommended indexes on them.")
  boolean indexes;

  Migrate(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (indexes && !createGuideTables) {
      throw CliFailure.usage("--indexes goes with --create-guide-tables");
    }
    if (createGuideTables) {
      system().createGuideTables(indexes);
      session.say("The integration guide's tables are there.");
    }
    system().migrate();
    session.say("The schema translation_ops is up to date.");
    return ExitCode.OK;
  }
}
