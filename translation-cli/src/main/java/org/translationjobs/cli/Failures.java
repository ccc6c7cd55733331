package org.translationjobs.cli;

import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.Secrets;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where exceptions become a line and an exit code. */
final class Failures {
  private static final String PROGRAM = "translation-cli: ";

  private Failures() {}

  /** A command line that cannot be understood. */
  static int usage(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    var err = command.getErr();
    err.println(PROGRAM + oneLine(e));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  static int report(Exception e, Session session) {
    if (session.isDebug()) {
      e.printStackTrace(session.err());
    }
    var exitCode = exitCode(e);
    session.say(PROGRAM + (exitCode == ExitCode.INTERNAL ? internal(e, session) : oneLine(e)));
    return exitCode;
  }

  private static int exitCode(Exception e) {
    return switch (e) {
      case CliFailure failure -> failure.exitCode();
      case ConfigurationException wrong -> ExitCode.USAGE;
      case UnavailableException down -> ExitCode.UNAVAILABLE;
      case TranslationJobsException refused -> ExitCode.REFUSED;
      case InterruptedException interrupted -> ExitCode.INTERRUPTED;
      default -> ExitCode.INTERNAL;
    };
  }

  private static String internal(Exception e, Session session) {
    return "a bug: " + e.getClass().getSimpleName() + ": " + oneLine(e)
        + (session.isDebug() ? "" : "; add --debug to see where");
  }

  private static String oneLine(Exception e) {
    var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Secrets.maskText(message)
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\p{Cntrl}", "\uFFFD")
        .strip();
  }
}
