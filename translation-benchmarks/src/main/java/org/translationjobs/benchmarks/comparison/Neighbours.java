package org.translationjobs.benchmarks.comparison;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;

/**
 * Others on the same database: a transaction that stays open and keeps dead rows from being removed, and
 * four who read whole tables again and again, during a burst of small jobs.
 */
public final class Neighbours implements Comparison {
  private static final int JOBS = 1_000;
  private static final int CHAPTERS = 10;
  private static final int CHARACTERS = 2_000;
  private static final int READERS = 4;
  private static final String ANALYSIS =
      """
          select s.status, j.target_lang, count(*), avg(length(t.content)), max(s.updated_at)
          from translation_subtasks s join translation_jobs j on j.id = s.job_id
          left join chapter_translations t on t.chapter_id = s.entity_id
          group by 1, 2 order by 3""";
  /** Over all tables; nothing removes any while the transaction is open and no vacuum runs. */
  private static final String DEAD = "select sum(n_dead_tup) from pg_stat_user_tables";
  /** After which a server process has told of what it did, idle or not. */
  private static final Duration STATISTICS = Duration.ofSeconds(11);
  /**
   * Between two questions of a reader. Four who never paused would take all but a third of two processors, and
   * nothing but that would be measured.
   */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public String subject() {
    return "a burst of 1,000 small jobs beside an open transaction and four who read whole tables"
        + " every 3 s, against without";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var jobs = bench.scaled(JOBS);
    var dead = new ArrayList<Double>();
    try (var scene = Scene.start(bench, Map.of("autovacuum", "off"))) {
      var site = scene.site("ours");
      scene.worker(site);
      bench.warmUp(() -> burst(site, jobs));
      var samples = bench.alternate(
          () -> {
            site.clear();
            return disturbed(bench, site, newJobs(site, jobs), dead);
          },
          () -> burst(site, jobs));
      return List.of(
          Line.ratio(
              "disturbed / undisturbed", Goal.atLeast(0.8), "disturbed", samples.get(0),
              "undisturbed", samples.get(1), "subtasks/s"),
          new Line.Figure(
              "dead tuples for a subtask", Goal.atMost(3), new Samples(dead), "",
              List.of("as PostgreSQL counts them, over all tables, without autovacuum")));
    }
  }

  private static double burst(Site site, int jobs) {
    site.clear();
    return rate(site, newJobs(site, jobs));
  }

  private static List<UUID> newJobs(Site site, int jobs) {
    var all = new ArrayList<UUID>();
    for (var i = 0; i < jobs; i++) {
      all.add(site.newJob(CHAPTERS, CHARACTERS));
    }
    site.settle();
    return all;
  }

  private static double disturbed(
      Bench bench, Site site, List<UUID> jobs, List<Double> dead) {
    var stop = new AtomicBoolean();
    var readers = new ArrayList<Thread>();
    try (var holder = site.connect()) {
      holder.setAutoCommit(false);
      holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      query(holder, "select pg_current_xact_id()");
      for (var i = 0; i < READERS; i++) {
        readers.add(Thread.ofPlatform().start(() -> analyse(site, stop)));
      }
      var rate = rate(site, jobs);
      bench.passScaled(STATISTICS);
      dead.add(site.number(DEAD) / (jobs.size() * CHAPTERS));
      return rate;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      stop.set(true);
      readers.forEach(Neighbours::join);
    }
  }

  private static double rate(Site site, List<UUID> jobs) {
    return jobs.size() * CHAPTERS / (site.run(jobs).toNanos() / 1e9);
  }

  private static void analyse(Site site, AtomicBoolean stop) {
    try (var connection = site.connect()) {
      while (!stop.get()) {
        query(connection, ANALYSIS);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void query(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        // all of it is fetched
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
