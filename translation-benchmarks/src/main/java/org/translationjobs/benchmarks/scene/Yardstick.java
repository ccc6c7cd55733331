package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.ProgramProcess;

/** Another library's tasks, in a JVM like the worker's. */
public final class Yardstick {
  private static final Pattern RATE = Pattern.compile("tasks per second: (\\S+)");

  private Yardstick() {}

  /**
   * Runs a program of the package {@code yardstick} on a database.
   *
   * @return tasks per second
   */
  public static double run(Class<?> main, EmbeddedPostgres.Database database, int tasks) {
    return run(main, Map.of(), database.jdbcUrl(), "" + tasks);
  }

  /** The same with any arguments and more variables. */
  public static double run(Class<?> main, Map<String, String> environment, String... arguments) {
    try {
      var builder = new ProcessBuilder(
          ProgramProcess.java(), "-Xmx512m", "-Duser.timezone=UTC", "-cp", ProgramProcess
              .classPath(),
          main.getName()).redirectErrorStream(true);
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(environment);
      var process = builder.start();
      var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var found = RATE.matcher(words);
      if (!found.find()) {
        throw new IllegalStateException(main.getSimpleName() + ": " + words);
      }
      return Double.parseDouble(found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
