package org.translationjobs.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import org.translationjobs.cli.command.TranslationCli;

/** The program without its process: arguments in, exit code out. */
public final class Cli {
  private Cli() {}

  /** Runs without a terminal: nothing is drawn, nothing asked, signals do what they always do. */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    return run(
        arguments,
        new Surroundings(environment, out, err, new PlainTerminal(), new NoInterrupts()));
  }

  /** Runs one command line; never throws for what can be told in one line. */
  public static int run(String[] arguments, Surroundings surroundings) {
    try (var session = new Session(surroundings)) {
      var line = TranslationCli.commandLine(session, arguments);
      line.setOut(writer(surroundings.out()));
      line.setErr(writer(surroundings.err()));
      line.setUsageHelpWidth(Math.clamp(surroundings.terminal().width(), 60, 100));
      line.setParameterExceptionHandler(Failures::usage);
      line.setExecutionExceptionHandler((e, command, result) -> Failures.report(e, session));
      return line.execute(arguments);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
