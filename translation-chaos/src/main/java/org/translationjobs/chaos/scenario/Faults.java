package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;

/** Every server fails, again and again, and some connections stay half-open. */
public final class Faults implements Scenario {
  private static final int MOST_LINES_A_MINUTE = 200;

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public String promise() {
    return "PostgreSQL, Redis and S3 fail again and again, and all jobs complete";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("S3", "yes", "WORKER_CONCURRENCY", "8");
  }

  @Override
  public Result play(Scene scene) {
    var servers = scene.servers();
    var site = scene.site();
    servers.engine()
        .takes(
            Duration.ofMillis(scene.size(1_000, 200)), Duration.ofMillis(scene.size(2_000, 500)));
    var before = servers.engine().repeated();
    var failuresBefore = servers.s3().failures();
    scene.fleet().ensure(3);
    servers.s3().fail(0.3, scene.seed());
    var jobs = new ArrayList<UUID>();
    var faults = new ArrayList<Instant>();
    try (var probes = Probes.start(scene.fleet().alive())) {
      for (var round = 1; round <= scene.size(10, 1); round++) {
        var more = site.createJobs(scene.size(4, 3), scene.size(20, 8), true);
        more.forEach(site::announce);
        jobs.addAll(more);
        scene.pass(Duration.ofMillis(scene.size(5_000, 1_000)));
        if (round == scene.size(3, 1)) {
          halfOpen(scene);
        }
        faults.add(round(scene));
        scene.pass(Duration.ofMillis(scene.size(10_000, 200)));
        scene.say("round " + round + ": " + site.ended(jobs) + " of " + jobs.size()
            + " have ended");
      }
      Kill.awaitEnd(scene, jobs);
      servers.s3().fail(0, scene.seed());
      var recovery = faults.stream().flatMap(f -> site.audit().nextFinish(f, jobs).stream());
      var lines = scene.fleet().all().stream().mapToInt(WorkerProcess::mostLinesPerMinute).max();
      var odd = scene.fleet().all().stream().mapToLong(WorkerProcess::oddLines).sum();
      return Result
          .of(site.audit().of(jobs), servers.engine().repeated() - before)
          .recovery(recovery.toList())
          .note(
              "%d restarts of PostgreSQL and Redis, %d S3 calls failed, 2 half-open connections"
                  .formatted(faults.size(), servers.s3().failures() - failuresBefore))
          .note(
              "at most %d warnings a minute from a worker, %d lines that are no log lines"
                  .formatted(lines.orElse(0), odd))
          .note(
              "/health/live answered %d times, said no %d times: %s".formatted(probes.asked(),
                  probes.refused().size(), String.join("; ", probes.refused())))
          .promise(
              lines.orElse(0) <= MOST_LINES_A_MINUTE, "%d warnings in a minute".formatted(lines
                  .orElse(0)))
          .promise(
              !scene.isLong() || probes.refused().isEmpty(),
              "/health/live said no %d times".formatted(probes.refused().size()));
    }
  }

  private static void halfOpen(Scene scene) {
    var workers = scene.fleet().alive();
    workers.get(0).postgres().freezeOne(scene.random());
    workers.get(1).redis().freezeOne(scene.random());
  }

  /** One fault after the other; answers when the last was over. */
  private static Instant round(Scene scene) {
    var servers = scene.servers();
    var away = Duration.ofMillis(scene.random().nextInt(scene.size(4_000, 500)));
    servers.postgres().kill();
    scene.pass(away);
    servers.postgres().restart();
    scene.pass(Duration.ofMillis(scene.size(2_000, 300)));
    scene.site().terminateBackends();
    servers.redis().call("FLUSHALL");
    servers.redis().kill();
    scene.pass(away);
    servers.redis().restart();
    return scene.site().now();
  }
}
