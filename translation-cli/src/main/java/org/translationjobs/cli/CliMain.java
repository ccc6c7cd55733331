package org.translationjobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Entry point of translation-cli; the launcher has made sure of the Java version. */
public final class CliMain {
  private CliMain() {}

  public static void main(String[] args) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    System.setProperty(
        "translation.cli.log", Arrays.asList(args).contains("--debug") ? "DEBUG" : "OFF");
    var environment = System.getenv();
    System.exit(Cli.run(args, new Surroundings(
        environment, utf8(FileDescriptor.out), utf8(FileDescriptor.err),
        new SystemTerminal(environment), new SystemSignals())));
  }

  /** Novels are written in every script, and JSON is UTF-8, whatever the locale says. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
