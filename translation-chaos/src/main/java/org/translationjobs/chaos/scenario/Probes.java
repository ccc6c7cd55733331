package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.translationjobs.chaos.servers.WorkerProcess;

/** Asks workers every second whether they live, as an orchestrator does. Thread-safe. */
final class Probes implements AutoCloseable {
  private final List<WorkerProcess> workers;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final long began = System.nanoTime();
  private volatile boolean ended;

  private Probes(List<WorkerProcess> workers) {
    this.workers = workers;
  }

  static Probes start(List<WorkerProcess> workers) {
    var probes = new Probes(workers);
    Thread.ofVirtual().start(probes::run);
    return probes;
  }

  int asked() {
    return asked.get();
  }

  /** Which worker said no, after how many seconds, and why. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** No answer at all is a no when it comes twice in a row: the machine may be busy. */
  private void run() {
    var silent = new HashSet<String>();
    try {
      while (!ended) {
        for (var worker : workers) {
          var answer = worker.probe("/health/live");
          asked.incrementAndGet();
          var isNo = answer.status() == 0 ? !silent.add(worker.name()) : answer.status() != 200;
          if (answer.status() != 0) {
            silent.remove(worker.name());
          }
          if (isNo) {
            refused.add(
                worker.name() + " answered " + answer.status() + " at " + Duration.ofNanos(System
                    .nanoTime() - began).toSeconds()
                    + " s " + answer.subjects());
          }
        }
        Thread.sleep(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
