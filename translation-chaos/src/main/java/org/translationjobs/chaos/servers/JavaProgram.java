package org.translationjobs.chaos.servers;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.testkit.ProgramProcess;

/** How one of our programs is started in a process of its own. */
final class JavaProgram {
  private static final List<String> OPTIONS = List.of(
      "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
      "-XX:+ExitOnOutOfMemoryError");

  private JavaProgram() {}

  /** From the Java program on, without its arguments. */
  static List<String> command(List<String> options, List<String> program) {
    var command = new ArrayList<String>();
    command.add(ProgramProcess.java());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(program);
    return command;
  }
}
