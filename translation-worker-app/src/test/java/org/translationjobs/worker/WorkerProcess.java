package org.translationjobs.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.translationjobs.testkit.Eventually;

/** The worker in a JVM of its own, with nothing in its environment but what it is given. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  private WorkerProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static WorkerProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
            "-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
    command.addAll(List.of(arguments));
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder = new ProcessBuilder(command)
        .directory(Files.createTempDirectory(folder, "cwd").toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new WorkerProcess(builder.start(), out, err);
  }

  /** Whether it says this before it ends. */
  boolean says(String part) throws IOException {
    Eventually.until(
        "the worker says '" + part + "' or ends", LONG,
        () -> !process.isAlive() || output().contains(part));
    return output().contains(part);
  }

  void awaitOutput(String part) {
    Eventually.until(
        "the worker says '" + part + "'", LONG,
        () -> {
          if (!process.isAlive() && !output().contains(part)) {
            throw new IllegalStateException("the worker has ended:\n" + output() + errors());
          }
          return output().contains(part);
        });
  }

  int awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the worker does not end:\n" + output() + errors());
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  String errors() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
