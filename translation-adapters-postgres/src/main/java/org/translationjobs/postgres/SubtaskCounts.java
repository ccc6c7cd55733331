package org.translationjobs.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.translationjobs.core.job.JobId;

/**
 * Counts the subtasks of jobs that are being promoted: without an index that reads all subtasks of all jobs.
 * One pass is made for all who ask at about the same time. A count is made after it was asked for, so that it
 * holds for whoever has locked the job before. Thread-safe.
 */
final class SubtaskCounts {
  /** Who waits has locks, and a transaction that must not stand still. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final long longestWaitNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Asked> asked = new ArrayList<>();
  private int promotions;
  private boolean counting;
  /** For how long others who may ask are waited for. */
  private long patienceNanos;

  /** The count of one job; none where nobody else has counted it. */
  private static final class Asked {
    private final UUID job;
    private OptionalInt count = OptionalInt.empty();

    Asked(UUID job) {
      this.job = job;
    }
  }

  SubtaskCounts() {
    this(LONGEST_WAIT, Duration.ZERO);
  }

  /**
   * @param longestWait
   *          for the pass of another
   * @param patience
   *          for others who may ask, before there was any pass
   */
  SubtaskCounts(Duration longestWait, Duration patience) {
    this.longestWaitNanos = longestWait.toNanos();
    this.patienceNanos = patience.toNanos();
  }

  /** A promotion has little left to write, and will ask. */
  void begin() {
    add(1);
  }

  /** It has asked, or will not any more. */
  void end() {
    add(-1);
  }

  private void add(int more) {
    lock.lock();
    try {
      promotions += more;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * All subtasks of a job. Waits for a pass under way, and for other promotions that may ask, too, at most
   * for as long as the last pass took, and a quarter of a second.
   *
   * @param sql
   *          of whoever has locked the job, or of another one while it is locked
   */
  int of(JobId job, Sql sql) {
    var own = new Asked(job.value());
    var pass = join(own);
    if (own.count.isPresent()) {
      return own.count.getAsInt();
    }
    if (pass.isEmpty()) {
      return count(List.of(own), sql).getOrDefault(own.job, 0);
    }
    var began = System.nanoTime();
    var took = 0L;
    try {
      var counts = count(pass, sql);
      pass.forEach(one -> one.count = OptionalInt.of(counts.getOrDefault(one.job, 0)));
      took = System.nanoTime() - began;
      return own.count.orElseThrow();
    } finally {
      passed(took);
    }
  }

  /** How many wait to be counted by the next pass. */
  int waiting() {
    lock.lock();
    try {
      return asked.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a pass is under way. */
  boolean isCounting() {
    lock.lock();
    try {
      return counting;
    } finally {
      lock.unlock();
    }
  }

  /** Those whom this one has to count; none where another has counted it, or it goes on alone. */
  private List<Asked> join(Asked own) {
    lock.lock();
    try {
      asked.add(own);
      changed.signalAll();
      var began = System.nanoTime();
      for (var waited = 0L; waited < longestWaitNanos; waited = System.nanoTime() - began) {
        if (own.count.isPresent() || (!counting && !asked.contains(own))) {
          return List.of();
        }
        if (!counting && asked.getFirst() == own
            && (asked.size() >= promotions || waited >= patienceNanos)) {
          return lead();
        }
        var until = counting || waited >= patienceNanos ? longestWaitNanos : patienceNanos;
        var unused = changed.awaitNanos(until - waited);
      }
      return !counting && asked.contains(own) ? lead() : alone(own);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return alone(own);
    } finally {
      lock.unlock();
    }
  }

  private List<Asked> alone(Asked own) {
    asked.remove(own);
    changed.signalAll();
    return List.of();
  }

  private List<Asked> lead() {
    counting = true;
    var pass = asked;
    asked = new ArrayList<>();
    return pass;
  }

  private void passed(long nanos) {
    lock.lock();
    try {
      counting = false;
      patienceNanos = Math.min(nanos, longestWaitNanos / 4);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Where it is for one job alone, without grouping, which is faster. */
  private static Map<UUID, Integer> count(List<Asked> pass, Sql sql) {
    if (pass.size() == 1) {
      var job = pass.getFirst().job;
      return Map.of(
          job, sql.count("select count(*)::int from {subtasks} where job_id = ?", job));
    }
    var counts = new HashMap<UUID, Integer>();
    sql.rows(
        """
        select job_id, count(*)::int as subtasks from {subtasks} where job_id = any(?)
        group by job_id
        """, (Object) pass.stream().map(one -> one.job).toArray(UUID[]::new))
        .forEach(row -> counts.put(Sql.uuid(row, "job_id"), Sql.number(row, "subtasks")));
    return counts;
  }
}
