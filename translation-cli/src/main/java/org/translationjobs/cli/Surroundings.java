package org.translationjobs.cli;

import java.io.PrintStream;
import java.util.Map;

/** What the program is started in. */
public record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Interrupts interrupts) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
