package org.translationjobs.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.translationjobs.cli.CliMain;
import org.translationjobs.testkit.ProgramProcess;

/** {@code translation-cli}, each command in a process of its own. */
public final class CommandLine {
  private final Map<String, String> environment;
  private final Path errors;

  CommandLine(Map<String, String> environment, Path errors) {
    this.environment = Map.copyOf(environment);
    this.errors = errors;
  }

  /**
   * Runs a command to its end.
   *
   * @return what it wrote on its standard output
   * @throws AssertionError
   *           with what it wrote when its exit code is not 0
   */
  public String run(String... arguments) {
    var program = ProgramProcess.arguments(CliMain.class, "translation-cli.jar");
    var command = new ArrayList<>(JavaProgram.command(List.of("-Xmx128m"), program));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var code = process.waitFor();
      if (code != 0) {
        throw new AssertionError(
            "translation-cli " + String.join(" ", arguments) + " ended with " + code + ": " + output
                + Files.readString(errors));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The first value of a field in what a command wrote with {@code --json}, without quotes. */
  public static String field(String json, String name) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\s]+)").matcher(json);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + json);
    }
    return found.group(1);
  }
}
