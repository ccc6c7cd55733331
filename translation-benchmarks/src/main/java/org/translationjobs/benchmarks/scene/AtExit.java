package org.translationjobs.benchmarks.scene;

/** Leaves no process behind when this JVM is told to stop. */
final class AtExit {
  private AtExit() {}

  static Process kill(Process process) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> process.destroyForcibly(), "kill " + process.pid()));
    return process;
  }
}
