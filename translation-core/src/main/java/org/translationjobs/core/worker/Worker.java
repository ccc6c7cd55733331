package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.Map;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.run.Plan;

/**
 * A worker: receives announcements, activates jobs, claims and translates subtasks, promotes finished
 * runs and sweeps up what others left. Thread-safe.
 */
public final class Worker {
  /**
   * @param plan
   *          with which this worker starts new runs
   */
  public Worker(
      WorkerProfile profile,
      Plan plan,
      WorkerSettings settings,
      WorkerPorts ports,
      WorkerListener listener) {
  }

  /** Starts the worker's tasks and returns at once; no server has to be reachable. Only once. */
  public void start() {
  }

  /**
   * Stops in order: claims nothing more, lets running subtasks finish as long as the shutdown time
   * allows, hands the others back without costing an attempt, and takes itself off the list of
   * workers. Returns when everything has ended, or when the time is over. Idempotent.
   *
   * @return whether everything ended in time
   */
  public boolean stop() throws InterruptedException {
    return true;
  }

  /** Subtasks in flight, waiting ones included. */
  public int claims() {
    return 0;
  }

  /** For each loop how long ago it last came round. */
  public Map<String, Duration> loops() {
    return Map.of();
  }
}
