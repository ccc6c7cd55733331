package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    try {
      var process = new ProcessBuilder(
          ProgramProcess.java(), "-Xmx512m", "-Duser.timezone=UTC", "-cp", ProgramProcess
              .classPath(),
          main.getName(), database.jdbcUrl(), "" + tasks).redirectErrorStream(true).start();
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
