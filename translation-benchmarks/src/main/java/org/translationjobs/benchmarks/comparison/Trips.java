package org.translationjobs.benchmarks.comparison;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;
import org.translationjobs.benchmarks.scene.Wire;

/** How often a worker waits for PostgreSQL, counted on the wire: for each subtask, and when it is idle. */
public final class Trips implements Comparison {
  private static final int CHAPTERS = 5_000;
  private static final int CHARACTERS = 12_000;
  /** A whole minute: that is how often a worker cleans up. */
  private static final Duration IDLE = Duration.ofMinutes(1);
  /** After a job, until its traces are gone. */
  private static final Duration REST = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "trips";
  }

  @Override
  public String subject() {
    return "round trips to PostgreSQL for each subtask, and what an idle worker sends, counted on the wire";
  }

  @Override
  public List<Line> measure(Bench bench) {
    try (var scene = Scene.start(bench)) {
      var site = scene.site("ours");
      var postgres = scene.started(Wire.toPostgres(site.database().port()));
      var redis = scene.started(Wire.toRedis(site.redis().port()));
      scene.worker(
          site,
          Map.of(
              "DATABASE_URL", site.database().urlThrough(postgres.port()),
              "REDIS_URL", "redis://127.0.0.1:" + redis.port()),
          "-Xmx512m");
      var trips = bench.alternate(() -> trips(site, postgres, bench.scaled(CHAPTERS)))
          .getFirst();
      bench.passScaled(REST);
      var statements = postgres.statements();
      var commands = redis.count();
      var began = System.nanoTime();
      bench.passScaled(IDLE);
      var seconds = (System.nanoTime() - began) / 1e9;
      return List.of(
          new Line.Figure(
              "round trips for a subtask", Goal.atMost(0.25), trips, "", List.of()),
          new Line.Figure(
              "idle: statements a second", Goal.atMost(2),
              Samples.of((postgres.statements() - statements) / seconds), "",
              List.of("with every BEGIN, COMMIT and setting")),
          new Line.Figure(
              "idle: Redis commands a second", Goal.atMost(5),
              Samples.of((redis.count() - commands) / seconds), "", List.of()));
    }
  }

  private static double trips(Site site, Wire postgres, int chapters) {
    site.clear();
    var job = site.newJob(chapters, CHARACTERS);
    site.settle();
    var before = postgres.count();
    site.run(job);
    return (double) (postgres.count() - before) / chapters;
  }
}
