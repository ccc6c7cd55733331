package org.translationjobs.benchmarks.scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.ProgramProcess;
import org.translationjobs.worker.WorkerMain;

/** A worker in a process of its own. Thread-safe. */
public final class Worker implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

  private final ProgramProcess process;

  private Worker(ProgramProcess process) {
    this.process = process;
  }

  static Worker start(
      Site site, Map<String, String> environment, List<String> jvm, Path log) {
    var command = new ArrayList<>(List.of(ProgramProcess.java()));
    command.addAll(jvm);
    command.addAll(ProgramProcess.arguments(WorkerMain.class, "translation-worker.jar"));
    var variables = new HashMap<>(site.environment());
    variables.put("TRANSLATION_ENGINE", "placeholder");
    variables.putAll(environment);
    return new Worker(ProgramProcess.start(command, variables, log));
  }

  /**
   * @throws AssertionError
   *           with what it wrote, when it ends instead
   */
  public void awaitReady() {
    Eventually.until("a worker is ready, see " + process.logFile(), LONGEST_START, () -> {
      if (!process.isAlive()) {
        throw new AssertionError(process.log());
      }
      return process.isReady();
    });
  }

  /**
   * @throws AssertionError
   *           with the end of what it wrote, when it does not live
   */
  void expectAlive() {
    if (!process.isAlive()) {
      var log = process.log();
      throw new AssertionError("a worker ended: " + log.substring(Math.max(0, log.length()
          - 2_000)));
    }
  }

  public ProgramProcess process() {
    return process;
  }

  /** SIGTERM, and SIGKILL where that does not help. */
  @Override
  public void close() {
    process.stop(LONGEST_STOP);
  }
}
