package org.translationjobs.postgres;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.translationjobs.core.job.JobId;

/**
 * The count of a job's subtasks on a connection of its own, while the promotion that has locked the job writes on
 * another one. Nobody waits for a connection: a count that has not begun when it is asked for is not made. It waits no
 * longer than a second for a lock: whoever wants to alter the table may wait for this promotion himself. Thread-safe.
 */
final class CountAhead {
  /** Longer than its statement takes by default at most, shorter than a promotion may stand still. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(1);

  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final SubtaskCounts counts;
  private final Future<OptionalInt> count;

  private enum State {
    /** For a connection to the server. */
    WAITING,
    COUNTING,
    NOT_WANTED
  }

  /**
   * Begins to count.
   *
   * @param job
   *          locked by the caller's transaction, so that none is added after the count
   */
  CountAhead(JobId job, SubtaskCounts counts, Database database) {
    this.counts = counts;
    this.count = database.begin("count the subtasks of job " + job, sql -> count(job, sql));
  }

  private OptionalInt count(JobId job, Sql sql) {
    Database.limitLocks(sql, LONGEST_LOCK);
    sql.one("select 1"); // a pooler may let it wait for a server
    if (!isWanted()) {
      return OptionalInt.empty();
    }
    counts.begin();
    try {
      return OptionalInt.of(counts.of(job, sql));
    } finally {
      counts.end();
    }
  }

  /** Asked again where the transaction is repeated. */
  private boolean isWanted() {
    state.compareAndSet(State.WAITING, State.COUNTING);
    return state.get() == State.COUNTING;
  }

  /** Waits for a count that has begun; empty where none has, or it fails. To be asked once. */
  OptionalInt take() {
    if (abandon()) {
      return OptionalInt.empty();
    }
    try {
      return count.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** Whether it has ended, or failed. */
  boolean isOver() {
    return count.isDone();
  }

  /**
   * It is not wanted any more; one that has begun ends by itself.
   *
   * @return whether none has begun, nor ever will
   */
  boolean abandon() {
    return state.compareAndSet(State.WAITING, State.NOT_WANTED);
  }
}
