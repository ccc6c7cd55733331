package org.translationjobs.runtime.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.worker.WorkerSettings;

/**
 * How a worker works.
 *
 * @param name
 *          for people
 * @param migrate
 *          whether it brings our schema up to date at its start
 */
public record WorkerConfiguration(
    String name,
    WorkerSettings settings,
    FailurePolicy failurePolicy,
    boolean overwriteEdits,
    boolean migrate) {
  /** The defaults of {@link Variables}. */
  public static final WorkerConfiguration DEFAULTS = new WorkerConfiguration(
      hostName() + "-" + ProcessHandle.current().pid(),
      WorkerSettings.DEFAULTS,
      FailurePolicy.FINISH_OTHERS,
      false,
      true);

  public WorkerConfiguration withSettings(WorkerSettings other) {
    return new WorkerConfiguration(name, other, failurePolicy, overwriteEdits, migrate);
  }

  public WorkerConfiguration withConcurrency(int subtasks) {
    var s = settings;
    return withSettings(
        new WorkerSettings(
            subtasks, s.lease(), s.heartbeat(), s.shutdown(), s.poll(), s.engineTimeout(),
            s.stagingRetention(), s.retry(), s.patience(), s.onlyRun()));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
