package org.translationjobs.benchmarks.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;

/** From the announcement until the engine is called, on a worker that has nothing else to do. */
public final class Latency implements Comparison {
  private static final int SAMPLES = 200;
  private static final int WITHOUT_REDIS = 20;
  private static final int CHARACTERS = 300;
  /** So many that what a job takes once is compiled: as in a worker that has run for some hours. */
  private static final int WARM_UP = 2_000;
  /** Between two jobs, so that they fall anywhere between two looks of the worker. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);
  private static final int MORE_PAUSE_MILLIS = 1_000;
  private static final String NOT_KEEPING = "?prepareThreshold=0";

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String subject() {
    return "milliseconds from RPUSH to the first engine call on an idle worker, and from the commit without Redis";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var notKeeping = withoutKeptStatements(bench);
    try (var scene = Scene.start(bench);
        var engine = FakeEngineServer.start(Answers.pseudo())) {
      var site = scene.site("ours");
      var random = new Random(1);
      var announced = announced(bench, scene, site, engine, random, "");
      site.redis().kill();
      var found = sample(bench, site, engine, random, bench.scaled(WITHOUT_REDIS), false);
      return List.of(
          new Line.Figure(
              "RPUSH to engine call, p50", Goal.atMost(10), Samples.of(announced.median()), " ms",
              List.of(of(announced), "with " + NOT_KEEPING + ": " + of(notKeeping))),
          new Line.Figure(
              "RPUSH to engine call, p99", Goal.atMost(50),
              Samples.of(announced.percentile(0.99)), " ms", List.of()),
          new Line.Figure(
              "without Redis, commit to call, max", Goal.atMost(2_000), Samples.of(found.max()),
              " ms", List.of(of(found))));
    }
  }

  private static String of(Samples millis) {
    return millis.values().size() + " jobs, " + millis.text() + " ms";
  }

  /** As behind a pooler. */
  private static Samples withoutKeptStatements(Bench bench) {
    try (var scene = Scene.start(bench);
        var engine = FakeEngineServer.start(Answers.pseudo())) {
      return announced(
          bench, scene, scene.site("not-keeping"), engine, new Random(1), NOT_KEEPING);
    }
  }

  private static Samples announced(
      Bench bench, Scene scene, Site site, FakeEngineServer engine, Random random,
      String parameters) {
    scene.worker(
        site,
        Map.of(
            "TRANSLATION_ENGINE", "libretranslate", "LIBRETRANSLATE_URL", "" + engine.url(),
            "DATABASE_URL", site.database().url() + parameters),
        "-Xmx512m");
    for (var i = 0; i < bench.scaled(WARM_UP); i++) {
      var unused = sample(site, engine, true);
    }
    return sample(bench, site, engine, random, bench.scaled(SAMPLES), true);
  }

  private static Samples sample(
      Bench bench, Site site, FakeEngineServer engine, Random random, int count,
      boolean announced) {
    var millis = new ArrayList<Double>();
    for (var i = 0; i < count; i++) {
      bench.pass(SHORTEST_PAUSE.plusMillis(random.nextInt(MORE_PAUSE_MILLIS)));
      millis.add(sample(site, engine, announced));
    }
    return new Samples(millis);
  }

  /** Of one job, in milliseconds; returns when it is completed. */
  private static double sample(Site site, FakeEngineServer engine, boolean announced) {
    engine.forget();
    var job = site.newJob(1, CHARACTERS);
    var began = announced ? announce(site, job) : release(site, job);
    Eventually.until("the engine is called", () -> !engine.translations().isEmpty());
    var millis =
        Duration.between(began, engine.translations().getFirst().arrival()).toNanos() / 1e6;
    site.awaitCompleted(job);
    return millis;
  }

  /** Returns when it was pushed. */
  private static Instant announce(Site site, UUID job) {
    site.release(job);
    var pushed = Instant.now();
    site.push(job);
    return pushed;
  }

  /** Returns when its commit began. */
  private static Instant release(Site site, UUID job) {
    var committed = Instant.now();
    site.release(job);
    return committed;
  }
}
