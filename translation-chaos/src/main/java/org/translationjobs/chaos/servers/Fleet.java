package org.translationjobs.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.translationjobs.testkit.EmbeddedS3;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.ProgramProcess;
import org.translationjobs.worker.WorkerMain;

/** The worker processes of a site. Thread-safe. */
public final class Fleet implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  private final Servers servers;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();
  private final List<String> jvmOptions = new CopyOnWriteArrayList<>();
  private int started;

  /**
   * @param folder
   *          for logs and staged files; made when missing
   * @param environment
   *          variables of every worker, beside those that every scenario needs
   */
  public Fleet(Servers servers, Path folder, Map<String, String> environment) {
    this.servers = servers;
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.environment.putAll(
        Map.of(
            "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
            "HOME", folder.toString(),
            "TRANSLATION_ENGINE", "apertium",
            "APERTIUM_URL", servers.engine().url(),
            "STAGING_DIR", folder.resolve("staging").toString()));
    this.environment.putAll(environment);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "kill workers"));
  }

  /** What a worker needs to stage in the embedded S3. */
  public static Map<String, String> stagingInS3(Servers servers) {
    return Map.of(
        "S3_BUCKET", Servers.BUCKET,
        "S3_ENDPOINT", servers.s3().endpoint().toString(),
        "AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET_KEY,
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  /** What a worker needs to translate by the chat. */
  public static Map<String, String> translatingByChat(Servers servers) {
    return servers.chat().environment();
  }

  /** Workers started from now on see this variable. */
  public synchronized Fleet set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** SIGKILL to all that live, then as many new ones; waits until they work. */
  public void replaceAll(int count) {
    alive().forEach(WorkerProcess::kill);
    ensure(count);
  }

  /** The command line, with the variables of the workers and a straight way to the servers. */
  public synchronized CommandLine commandLine() {
    var variables = new HashMap<>(environment);
    variables.put("DATABASE_URL", servers.databaseUrl(servers.postgres().port(), "command-line"));
    variables.put("REDIS_URL", "redis://127.0.0.1:" + servers.redis().port());
    return new CommandLine(variables, folder.resolve("command-line.err"));
  }

  /** Workers started from now on get more options for their JVM. */
  public Fleet jvmOptions(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  /** Starts one more; it is not waited for. */
  public WorkerProcess start() {
    return start("worker-", ProgramProcess.arguments(WorkerMain.class, "translation-worker.jar"));
  }

  /** Starts one more from another worker jar, under a name that says so; it is not waited for. */
  public WorkerProcess start(Path jar) {
    return start("worker-other-", List.of("-jar", jar.toString()));
  }

  private synchronized WorkerProcess start(String prefix, List<String> program) {
    started++;
    var worker = WorkerProcess.start(
        prefix + started, command(program), environment, servers, folder);
    workers.add(worker);
    return worker;
  }

  /** Starts as many as are missing and waits until all work. */
  public void ensure(int count) {
    for (var missing = count - alive().size(); missing > 0; missing--) {
      start();
    }
    awaitStarted();
  }

  /** Waits until all that live work. */
  public void awaitStarted() {
    for (var worker : workers) {
      Eventually.until(worker.name() + " has started", LONGEST_START, () -> {
        Thread.sleep(50);
        if (worker.hasFailed()) {
          throw new AssertionError(worker.log());
        }
        return !worker.isAlive() || worker.hasStarted();
      });
    }
  }

  public List<WorkerProcess> alive() {
    return workers.stream().filter(WorkerProcess::isAlive).toList();
  }

  /** All that were ever started. */
  public List<WorkerProcess> all() {
    return List.copyOf(workers);
  }

  /**
   * @throws NoSuchElementException
   *           when none was started under this name
   */
  public WorkerProcess named(String name) {
    return workers.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
  }

  /** SIGCONT to whoever was left paused, then SIGKILL to all. */
  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
  }

  private List<String> command(List<String> program) {
    var options = new ArrayList<String>();
    options.add("-Xmx128m");
    options.addAll(jvmOptions);
    return JavaProgram.command(options, program);
  }
}
