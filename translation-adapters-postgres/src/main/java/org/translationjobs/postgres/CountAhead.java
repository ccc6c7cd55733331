package org.translationjobs.postgres;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.translationjobs.core.job.JobId;

/**
 * The count of a job's subtasks on a connection of its own, while the promotion that has locked the job writes on
 * another one. Nobody waits for a connection: a count that has not begun when it is asked for is not made. Thread-safe.
 */
final class CountAhead {
  /** Shorter than a promotion may stand still. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final AtomicBoolean decided = new AtomicBoolean();
  private final Future<Integer> count;

  /**
   * Begins to count.
   *
   * @param job
   *          locked by the caller's transaction, so that none is added after the count
   */
  CountAhead(JobId job, SubtaskCounts counts, Database database) {
    count = database.begin(
        "count the subtasks of job " + job,
        sql -> decided.compareAndSet(false, true) ? counts.of(job, sql) : 0);
  }

  /** Waits for a count that has begun; empty where none has, or it fails. To be asked once. */
  OptionalInt take() {
    if (decided.compareAndSet(false, true)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(count.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** It is not wanted any more; one that has begun ends by itself. */
  void abandon() {
    decided.set(true);
  }
}
