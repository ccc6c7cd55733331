package org.translationjobs.cli.command;

import java.util.concurrent.Callable;
import org.translationjobs.cli.Session;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.runtime.TranslationSystem;
import picocli.CommandLine.Option;

/** What every command has. */
abstract class CliCommand implements Callable<Integer> {
  final Session session;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and end.")
  boolean help;

  CliCommand(Session session) {
    this.session = session;
  }

  TranslationSystem system() {
    return session.system();
  }

  JobFinder jobs() {
    return new JobFinder(() -> system().views());
  }

  /** Tells the workers at once; without Redis they find out by themselves. */
  void wakeWorkers() {
    try {
      system().announcements().wake();
    } catch (UnavailableException e) {
      session.say("Redis does not answer (" + e.getMessage()
          + "); the workers notice by themselves within two seconds.");
    }
  }

  /** Who does this, for the record. */
  String operator() {
    var environment = session.environment();
    var user = environment.getOrDefault("SUDO_USER", System.getProperty("user.name", "someone"));
    return user + " with translation-cli";
  }

  static String count(int number, String what) {
    return count(number, what, what + "s");
  }

  static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
