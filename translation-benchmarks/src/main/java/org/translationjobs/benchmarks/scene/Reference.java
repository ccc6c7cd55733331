package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.translationjobs.benchmarks.Options;

/** The programs of the reference folder: the guide's worker and the least that PostgreSQL needs. */
public final class Reference {
  private static final Pattern FLOOR = Pattern.compile("chapters (\\d+) total ([\\d.]+)s");
  private static final Pattern GUIDE = Pattern.compile("jobs \\d+ seconds ([\\d.]+)");

  private final Path folder;
  private final String python;

  private Reference(Path folder, String python) {
    this.folder = folder;
    this.python = python;
  }

  /** What keeps it from being used; empty when nothing does. */
  public static Optional<String> hindrance(Options options) {
    if (options.reference().isEmpty()) {
      return Optional.of("no --reference");
    }
    for (var file : List.of("sql_floor.py", "run_reference_worker.py", "integration-guide.md")) {
      var path = options.reference().get().resolve(file);
      if (!Files.isReadable(path)) {
        return Optional.of("there is no " + file + " in --reference");
      }
    }
    try {
      var check = new ProcessBuilder(
          options.python(), "-c", "import psycopg2, redis, sqlalchemy").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return check.onExit().join().exitValue() == 0 ? Optional.empty()
          : Optional.of(options.python() + " lacks psycopg2, redis or sqlalchemy");
    } catch (IOException e) {
      return Optional.of("there is no " + options.python());
    }
  }

  /** Only where nothing hinders. */
  public static Reference of(Options options) {
    return new Reference(options.reference().orElseThrow(), options.python());
  }

  /**
   * Runs sql_floor.py on a job.
   *
   * @param batch
   *          subtasks that it claims at once
   * @return its chapters per second
   */
  public double floor(Site site, UUID job, int batch) {
    var words = run("sql_floor.py", site.database().url(), "" + job, "" + batch, "" + site
        .staging());
    var found = FLOOR.matcher(words);
    if (!found.find()) {
      throw new IllegalStateException("sql_floor.py: " + words);
    }
    return Double.parseDouble(found.group(1)) / Double.parseDouble(found.group(2));
  }

  /**
   * Runs the guide's worker on a job, until its queue is empty.
   *
   * @return seconds
   */
  public double guide(Site site, UUID job) {
    site.announce(job);
    var words = run(
        "run_reference_worker.py", folder.resolve("integration-guide.md").toString(),
        site.database().url(), site.redis().url(), "" + site.staging());
    var found = GUIDE.matcher(words);
    if (!found.find()) {
      throw new IllegalStateException("run_reference_worker.py: " + words);
    }
    site.awaitCompleted(job);
    return Double.parseDouble(found.group(1));
  }

  private String run(String script, String... arguments) {
    var command = new ArrayList<>(List.of(python, "-W", "ignore", folder.resolve(script)
        .toString()));
    command.addAll(List.of(arguments));
    try {
      var process = AtExit.kill(
          new ProcessBuilder(command).redirectErrorStream(true).start());
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
