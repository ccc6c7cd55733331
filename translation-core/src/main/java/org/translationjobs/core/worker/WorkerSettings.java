package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.Optional;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.RetryRules;

/**
 * How a worker works.
 *
 * @param concurrency
 *          subtasks being translated at the same time, at least 1
 * @param lease
 *          after which an unrenewed claim is taken back; at least three heartbeats
 * @param heartbeat
 *          between two renewals of all claims
 * @param shutdown
 *          how long a stop may take in all
 * @param poll
 *          longest time until work that nobody told us of is noticed
 * @param engineTimeout
 *          after which an engine call is given up
 * @param stagingRetention
 *          how long staged objects are kept after their promotion
 * @param onlyRun
 *          serve this run and do nothing else: no announcements, no sweep
 */
public record WorkerSettings(
    int concurrency,
    Duration lease,
    Duration heartbeat,
    Duration shutdown,
    Duration poll,
    Duration engineTimeout,
    Duration stagingRetention,
    RetryRules retry,
    Patience patience,
    Optional<RunId> onlyRun) {
  public static final WorkerSettings DEFAULTS = new WorkerSettings(
      16,
      Duration.ofSeconds(15),
      Duration.ofSeconds(5),
      Duration.ofSeconds(30),
      Duration.ofSeconds(1),
      Duration.ofMinutes(10),
      Duration.ofDays(7),
      new RetryRules(5, Duration.ofSeconds(2), Duration.ofMinutes(2)),
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(600)),
      Optional.empty());

  public WorkerSettings {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, got " + concurrency);
    }
    if (!poll.isPositive() || !heartbeat.isPositive() || !shutdown.isPositive()) {
      throw new IllegalArgumentException(
          "poll, heartbeat and shutdown must be longer than nothing");
    }
    if (lease.compareTo(heartbeat.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "the lease (" + lease.toSeconds() + " s) must be at least three heartbeats ("
              + heartbeat.toSeconds() + " s)");
    }
  }

  /** After so long a loop looks for work though nobody told it to. */
  Duration lookAnyway() {
    return poll.multipliedBy(60);
  }

  public WorkerSettings only(RunId run) {
    return new WorkerSettings(
        concurrency, lease, heartbeat, shutdown, poll, engineTimeout, stagingRetention, retry,
        patience, Optional.of(run));
  }
}
