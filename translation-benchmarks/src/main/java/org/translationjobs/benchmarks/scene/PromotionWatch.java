package org.translationjobs.benchmarks.scene;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from outside at what the promotion of a job holds up: somebody who wants the job's row, and
 * readers of the content tables. A promotion is known by the advisory lock that it takes first, when no
 * subtask is open any more.
 */
public final class PromotionWatch implements AutoCloseable {
  private static final int READERS = 2;
  private static final long LOOK_NANOS = 2_000_000;
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String READER = "reader of the benchmark";
  private static final String PROMOTES =
      """
          select exists (select from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and l.granted)""";
  private static final String WAITING =
      "select count(*) from pg_stat_activity where application_name = ? and wait_event_type = 'Lock'";
  private static final String READ =
      """
          select length(content) from chapter_translations t
          where t.chapter_id = (select entity_id from translation_subtasks where id = ?)""";

  private final Site site;
  private final UUID job;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean promoting = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger locked = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private PromotionWatch(Site site, UUID job) {
    this.site = site;
    this.job = job;
  }

  /** Looks until it is closed. */
  public static PromotionWatch start(Site site, UUID job) {
    var watch = new PromotionWatch(site, job);
    var subtasks = site.subtasks(job, 1_000);
    watch.threads.add(Thread.ofPlatform().start(watch::look));
    for (var i = 0; i < READERS; i++) {
      watch.threads.add(Thread.ofPlatform().start(() -> watch.read(subtasks)));
    }
    return watch;
  }

  /** What it has seen so far. */
  public Seen seen() {
    return new Seen(
        looks.get() == 0 ? 0 : (double) locked.get() / looks.get(), waiting.get(),
        Duration.ofNanos(slowestNanos.get()));
  }

  @Override
  public void close() {
    stop.set(true);
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void look() {
    try (var connection = site.connect();
        var promotes = connection.prepareStatement(PROMOTES);
        var open = connection.prepareStatement(
            "select completed_subtasks < total_subtasks from translation_jobs where id = ?");
        var waits = connection.prepareStatement(WAITING)) {
      open.setObject(1, job);
      waits.setString(1, READER);
      while (!stop.get()) {
        var isPromoting = !isTrue(open) && isTrue(promotes);
        promoting.set(isPromoting);
        if (isPromoting) {
          looks.incrementAndGet();
          if (isLocked(connection)) {
            locked.incrementAndGet();
          }
          try (var rows = waits.executeQuery()) {
            rows.next();
            waiting.addAndGet(rows.getInt(1));
          }
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(List<UUID> subtasks) {
    try (var connection = site.connect()) {
      connection.setClientInfo("ApplicationName", READER);
      try (var statement = connection.prepareStatement(READ)) {
        for (var i = 0; !stop.get(); i++) {
          statement.setObject(1, subtasks.get(i % subtasks.size()));
          var began = System.nanoTime();
          statement.executeQuery().close();
          if (promoting.get()) {
            slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
          }
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTrue(PreparedStatement question) throws SQLException {
    try (var rows = question.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private boolean isLocked(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(
        "select from translation_jobs where id = ? for update nowait")) {
      statement.setObject(1, job);
      statement.executeQuery().close();
      return false;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return true;
      }
      throw e;
    }
  }

  /**
   * What was seen during the promotion.
   *
   * @param lockedShare
   *          of the looks at which the job's row could not be locked
   * @param readersWaiting
   *          how often a reader was seen waiting for a lock
   * @param slowestRead
   *          of one text by its key
   */
  public record Seen(double lockedShare, int readersWaiting, Duration slowestRead) {}
}
