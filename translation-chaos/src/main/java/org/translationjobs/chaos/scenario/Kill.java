package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;

/** SIGKILL at random moments; a new worker follows each. */
public final class Kill implements Scenario {
  private static final Duration STUCK = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String promise() {
    return "SIGKILL loses no job and repeats only what it hit";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("WORKER_CONCURRENCY", "16");
  }

  @Override
  public Result play(Scene scene) {
    var workers = scene.size(5, 3);
    var wanted = scene.size(1_000, 6);
    var engine = scene.servers().engine();
    engine.takes(
        Duration.ofMillis(scene.size(2_000, 400)), Duration.ofMillis(scene.size(5_000, 900)));
    var before = engine.repeated();
    var site = scene.site();
    var jobs = site.createJobs(scene.size(100, 3), scene.size(38, 8), true);
    var announced = new ArrayList<UUID>();
    var waiting = new ArrayDeque<>(jobs);
    scene.fleet().ensure(workers);
    var kills = new ArrayList<Audit.Kill>();
    var hit = 0;
    while (hit < wanted && (!waiting.isEmpty() || site.ended(announced) < announced.size())) {
      // few at a time in the long form, so that another worker always has a free slot
      while (!waiting.isEmpty() && announced.size() - site.ended(announced) < scene.size(2, 3)) {
        announced.add(waiting.peek());
        site.announce(waiting.remove());
      }
      scene.pass(Duration.ofMillis(scene.random().nextInt(scene.size(4_000, 600))));
      var victim = victim(scene);
      if (victim != null) {
        victim.kill();
        kills.add(new Audit.Kill(site.now(), victim.name()));
        hit = site.audit().hits(kills, jobs).count();
        scene.say(kills.size() + " kills have hit " + hit + " claims");
        scene.fleet().start();
      }
    }
    var last = site.now();
    var stuck = stuck(scene, announced);
    var after = Duration.between(last, site.now());
    waiting.forEach(site::announce);
    awaitEnd(scene, jobs);
    var hits = site.audit().hits(kills, jobs);
    return Result.of(site.audit().of(jobs), engine.repeated() - before)
        .recovery(hits.recovered())
        .note("%d kills hit %d live claims (seed %d)".formatted(kills.size(), hits.count(), scene
            .seed()))
        .note("running jobs all ended %d s after the last kill".formatted(after.toSeconds()))
        .promise(hits.never() == 0, "%d subtasks never ran again".formatted(hits.never()))
        .promise(stuck == 0, "%d jobs stuck 60 s after the last kill".formatted(stuck))
        .promise(hits.count() >= wanted, "only %d claims were hit".formatted(hits.count()))
        .promise(
            !scene.isLong() || hits.percentile(0.99).compareTo(Duration.ofSeconds(20)) <= 0,
            "p99 from the kill to the next run is over 20 s");
  }

  private static @Nullable WorkerProcess victim(Scene scene) {
    var busy = scene.fleet()
        .alive()
        .stream()
        .filter(w -> scene.site().claimsOf(w.name()) > 0)
        .toList();
    return busy.isEmpty() ? null : busy.get(scene.random().nextInt(busy.size()));
  }

  private static int stuck(Scene scene, List<UUID> announced) {
    try {
      scene.site().awaitEnd(announced, STUCK);
      return 0;
    } catch (AssertionError e) {
      return announced.size() - scene.site().ended(announced);
    }
  }

  /** What has not ended by then is found by the audit. */
  static void awaitEnd(Scene scene, List<UUID> jobs) {
    try {
      scene.site().awaitEnd(jobs, Duration.ofSeconds(scene.size(900, 120)));
    } catch (AssertionError e) {
      scene.say(String.valueOf(e.getMessage()));
    }
  }
}
