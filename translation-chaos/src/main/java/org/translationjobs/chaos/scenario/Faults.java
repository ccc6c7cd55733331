package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;

/** Every server fails, again and again, and some connections stay half-open. */
public final class Faults implements Scenario {
  private static final int ROUNDS = 10;
  private static final int JOBS_A_ROUND = 4;
  private static final int CHAPTERS = 20;
  private static final int MOST_WARNINGS_A_MINUTE = 200;
  private static final int MOST_LINES_A_MINUTE = 2_000;

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
    servers.engine().takes(Duration.ofSeconds(1), Duration.ofSeconds(2));
    scene.fleet().ensure(3);
    servers.s3().fail(0.3, scene.seed());
    var jobs = new ArrayList<UUID>();
    var faults = new ArrayList<Instant>();
    var rounds = scene.scaled(ROUNDS);
    var halfOpen = 0;
    try (var probes = Probes.start(scene.fleet().alive())) {
      for (var round = 1; round <= rounds; round++) {
        for (var i = 0; i < JOBS_A_ROUND; i++) {
          jobs.add(site.announceNew(CHAPTERS));
        }
        scene.pass(Duration.ofSeconds(5));
        if (round == (rounds + 1) / 2) {
          halfOpen += halfOpen(scene);
        }
        faults.add(round(scene));
        scene.pass(Duration.ofSeconds(10));
        scene.say("round " + round + ": " + site.ended(jobs) + " of " + jobs.size()
            + " have ended");
      }
      Kill.awaitEnd(scene, jobs);
      servers.s3().fail(0, scene.seed());
      var recovery = faults.stream().flatMap(f -> site.audit().nextFinish(f, jobs).stream());
      var s3Failures = servers.s3().failures();
      var workers = scene.fleet().all();
      var warnings = workers.stream().mapToInt(WorkerProcess::mostWarningsPerMinute).max();
      var lines = workers.stream().mapToInt(WorkerProcess::mostLinesPerMinute).max();
      var odd = workers.stream().mapToLong(WorkerProcess::oddLines).sum();
      return Result
          .of(site.audit().of(jobs), servers.engine().repeated())
          .recovery(recovery.toList())
          .note(
              "%d restarts of PostgreSQL and Redis, %d S3 calls failed, %d half-open connections"
                  .formatted(faults.size(), s3Failures, halfOpen))
          .note(
              "at most %d lines a minute from a worker, %d of them warnings; %d are no log lines"
                  .formatted(lines.orElse(0), warnings.orElse(0), odd))
          .note(
              "/health/live answered %d times, said no %d times: %s".formatted(probes.asked(),
                  probes.refused().size(), String.join("; ", probes.refused())))
          .promise(s3Failures > 0, "no S3 call failed")
          .promise(halfOpen == 2, "%d half-open connections".formatted(halfOpen))
          .promise(
              warnings.orElse(0) <= MOST_WARNINGS_A_MINUTE
                  && lines.orElse(0) <= MOST_LINES_A_MINUTE,
              "too many lines in a minute")
          .promise(odd == 0, "%d lines are no log lines".formatted(odd))
          .promise(probes.asked() > 0, "/health/live was never asked")
          .promise(
              probes.refused().isEmpty(),
              "/health/live said no %d times".formatted(probes.refused().size()));
    }
  }

  /** For a while these are all that is wrong. */
  private static int halfOpen(Scene scene) {
    var workers = scene.fleet().alive();
    var frozen = 0;
    for (var proxy : List.of(workers.get(0).postgres(), workers.get(1).redis())) {
      frozen += proxy.freezeOne(scene.random()) ? 1 : 0;
    }
    scene.pass(Duration.ofSeconds(20));
    return frozen;
  }

  /** One fault after the other; answers when the last was over. */
  private static Instant round(Scene scene) {
    var servers = scene.servers();
    var away = Duration.ofMillis(scene.random().nextInt(4_000));
    servers.postgres().kill();
    scene.pass(away);
    servers.postgres().restart();
    scene.pass(Duration.ofSeconds(2));
    scene.site().terminateBackends();
    servers.redis().call("FLUSHALL");
    servers.redis().kill();
    scene.pass(away);
    servers.redis().restart();
    return scene.site().now();
  }
}
