package org.translationjobs.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.json.JsonText;
import org.translationjobs.runtime.DatabaseProbe;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;

/** One call of the program: where it writes, and the system it works on, opened when first needed. */
public final class Session implements AutoCloseable {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Map<String, String> environment;
  private boolean debug;
  private boolean reached;
  private @Nullable TranslationSystem system;

  public Session(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.environment = new HashMap<>(surroundings.environment());
  }

  /** Replaces a variable of the environment, before the system is opened. */
  public void override(String variable, String value) {
    environment.remove(variable + "_FILE");
    environment.put(variable, value);
  }

  public void setDebug(boolean debug) {
    this.debug = debug;
  }

  public boolean isDebug() {
    return debug;
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /**
   * Opened at the first call, which makes sure that the database answers: the pool would try for its
   * whole waiting time before it said why not.
   *
   * @throws org.translationjobs.runtime.configuration.ConfigurationException
   *           when the configuration is wrong, or the database refuses the login
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   */
  public TranslationSystem system() {
    if (!reached) {
      DatabaseProbe.connect(configuration().database());
      reached = true;
    }
    return opened();
  }

  /** The same without asking for the database. */
  public TranslationSystem opened() {
    var opened = system;
    if (opened == null) {
      opened = TranslationSystem.open(configuration());
      system = opened;
    }
    return opened;
  }

  /** As the environment has it now. */
  public Configuration configuration() {
    return Configuration.fromEnvironment(environment);
  }

  /** Closes the system, so that the next one sees what was overridden meanwhile. */
  public void reopen() {
    close();
  }

  public Terminal terminal() {
    return surroundings.terminal();
  }

  public Interrupts interrupts() {
    return surroundings.interrupts();
  }

  public PrintStream out() {
    return surroundings.out();
  }

  public PrintStream err() {
    return surroundings.err();
  }

  /** Data. */
  public void print(String line) {
    out().println(line);
  }

  /** Words about it. */
  public void say(String line) {
    err().println(line);
  }

  /** One JSON document. */
  public void printJson(Object document) {
    out().println(JsonText.of(document));
  }

  /**
   * Asks before something that cannot be taken back.
   *
   * @param what
   *          what will be touched, as a sentence
   * @param yes
   *          whether the answer was given on the command line
   * @throws CliFailure
   *           when the answer is no, or when nobody can answer
   */
  public void confirm(String what, boolean yes) {
    if (yes) {
      return;
    }
    if (!terminal().isInteractive()) {
      throw CliFailure.usage(what + " Nobody can confirm it here: add --yes.");
    }
    err().print(what + " Go on? [y/N] ");
    err().flush();
    var answer = terminal().readLine().orElse("").strip();
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw CliFailure.usage("Nothing was done.");
    }
  }

  /** Closes the system; a pool that still tries to reach a dead server is not waited for. */
  @Override
  public void close() {
    var opened = system;
    system = null;
    if (opened != null) {
      try {
        Thread.ofVirtual().name("close").start(opened::close).join(LONGEST_CLOSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
