package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.yardstick.Yard;
import org.translationjobs.benchmarks.yardstick.YardMain;
import org.translationjobs.testkit.ProgramProcess;

/** Measures yardsticks, each in a JVM like the worker's. */
public final class Yardstick {
  private static final Pattern RATE = Pattern.compile("(?m)^per second: (\\S+)$");

  private Yardstick() {}

  /**
   * @param environment
   *          more variables
   * @return how many per second
   */
  public static double measure(
      Bench bench, Yard yard, Map<String, String> environment, String... arguments) {
    if (bench.options().here()) {
      return here(yard, List.of(arguments));
    }
    try {
      var builder = new ProcessBuilder(
          ProgramProcess.java(), "-Xmx512m", "-Duser.timezone=UTC",
          "-Dlogback.configurationFile=bench-logback.xml", "-cp", ProgramProcess.classPath(),
          YardMain.class.getName(), yard.getClass().getName()).redirectErrorStream(true);
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(environment);
      var process = AtExit.kill(builder.start());
      var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var found = RATE.matcher(words);
      if (!found.find()) {
        throw new IllegalStateException(yard.getClass().getSimpleName() + ": " + words);
      }
      return Double.parseDouble(found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double here(Yard yard, List<String> arguments) {
    try {
      return yard.measure(arguments);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
