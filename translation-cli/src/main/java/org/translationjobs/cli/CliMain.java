package org.translationjobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** Entry point of translation-cli; the launcher has made sure of the Java version. */
public final class CliMain {
  private CliMain() {}

  public static void main(String[] args) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    if (Arrays.asList(args).contains("--debug")) {
      System.setProperty("translation.cli.log", "DEBUG");
    } else {
      logNothing();
    }
    var environment = System.getenv();
    System.exit(Cli.run(args, new Surroundings(
        environment, utf8(FileDescriptor.out), utf8(FileDescriptor.err),
        new SystemTerminal(environment), new SystemSignals())));
  }

  /** What matters is said by the commands themselves; a logger would take a tenth of a start. */
  private static void logNothing() {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
  }

  /** Novels are written in every script, and JSON is UTF-8, whatever the locale says. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
