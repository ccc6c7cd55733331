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
final class WorkerProcess implements Worker {
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

  private final ProgramProcess process;

  private WorkerProcess(ProgramProcess process) {
    this.process = process;
  }

  /** By the start script, with its options for the JVM and those given; where there is none, without. */
  static WorkerProcess start(Map<String, String> environment, List<String> jvm, Path log) {
    var process =
        Tree.find()
            .map(tree -> started(tree, environment, jvm, log))
            .orElseGet(() -> started(environment, jvm, log));
    Runtime.getRuntime().addShutdownHook(new Thread(process::kill, "kill " + process.pid()));
    return new WorkerProcess(process);
  }

  private static ProgramProcess started(
      Tree tree, Map<String, String> environment, List<String> jvm, Path log) {
    var all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("JAVA_OPTS", String.join(" ", jvm));
    // a cache of classes would be made while it is measured
    all.put("TRANSLATION_CACHE_DIR", "");
    return ProgramProcess.start(List.of(tree.program("bin/translation-worker")), all, log);
  }

  private static ProgramProcess started(
      Map<String, String> environment, List<String> jvm, Path log) {
    var command = new ArrayList<>(List.of(ProgramProcess.java()));
    command.addAll(jvm);
    command.addAll(ProgramProcess.arguments(WorkerMain.class, "translation-worker.jar"));
    return ProgramProcess.start(command, environment, log);
  }

  @Override
  public void awaitReady() {
    Eventually.until("a worker is ready, see " + process.logFile(), LONGEST_START, () -> {
      if (!process.isAlive()) {
        throw new AssertionError(process.log());
      }
      return process.isReady();
    });
  }

  @Override
  public void expectAlive() {
    if (!process.isAlive()) {
      var log = process.log();
      throw new AssertionError("a worker ended: " + log.substring(Math.max(0, log.length()
          - 2_000)));
    }
  }

  @Override
  public long peakMemory() {
    return process.peakMemory();
  }

  /** SIGTERM, and SIGKILL where that does not help. */
  @Override
  public void close() {
    process.stop(LONGEST_STOP);
  }
}
