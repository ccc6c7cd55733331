package org.translationjobs.benchmarks.scene;

import java.util.Map;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.events.LogEvents;

/** A worker in this JVM. */
final class WorkerHere implements Worker {
  private final TranslationSystem system;
  private final org.translationjobs.core.worker.Worker worker;

  private WorkerHere(TranslationSystem system) {
    this.system = system;
    worker = system.worker(new LogEvents());
  }

  static WorkerHere start(Map<String, String> environment) {
    var here = new WorkerHere(TranslationSystem.open(Configuration.fromEnvironment(environment)));
    here.worker.start();
    return here;
  }

  @Override
  public void awaitReady() {
    // it takes work as soon as it can
  }

  @Override
  public void expectAlive() {
    // this JVM does
  }

  @Override
  public long peakMemory() {
    return 0;
  }

  @Override
  public void close() {
    try {
      worker.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      system.close();
    }
  }
}
