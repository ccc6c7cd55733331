package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;

/**
 * SIGKILL at random moments; a new worker follows each. There is less work at any time than slots, so
 * that what was hit finds a free one elsewhere.
 */
public final class Kill implements Scenario {
  private static final int WORKERS = 4;
  private static final int JOBS = 100;
  private static final int CHAPTERS = 38;
  private static final int HITS = 1_000;
  /** The next job is announced when fewer subtasks than this are left of those before. */
  private static final int ENOUGH_OPEN = 60;
  private static final int LONGEST_BETWEEN_MILLIS = 40_000;
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final Duration PROMISED = Duration.ofSeconds(20);

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
    return Map.of("WORKER_CONCURRENCY", "48");
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    engine.takes(Duration.ofSeconds(2), Duration.ofSeconds(5));
    var site = scene.site();
    scene.fleet().ensure(WORKERS);
    var jobs = new ArrayList<UUID>();
    var kills = new ArrayList<Audit.Kill>();
    var next = between(scene);
    var wanted = scene.scaled(HITS);
    for (var hit = 0; hit < wanted;) {
      announceWhenDue(scene, jobs);
      if (System.nanoTime() < next) {
        scene.pass(Duration.ofMillis(50));
        continue;
      }
      var victim = victim(scene);
      victim.kill();
      kills.add(new Audit.Kill(site.now(), victim.name()));
      hit = site.audit().hits(kills, jobs).count();
      scene.say(
          kills.size() + " kills have hit " + hit + " claims; " + site.ended(jobs) + " of "
              + jobs.size() + " jobs have ended");
      scene.fleet().start();
      next = between(scene);
    }
    var last = site.now();
    var stuck = stuck(scene, jobs);
    var after = Duration.between(last, site.now());
    while (jobs.size() < scene.scaled(JOBS)) {
      announceWhenDue(scene, jobs);
      scene.pass(Duration.ofMillis(200));
    }
    awaitEnd(scene, jobs);
    var hits = site.audit().hits(kills, jobs);
    return Result.of(site.audit().of(jobs), engine.repeated())
        .recovery(hits.recovered())
        .note("%d kills hit %d live claims".formatted(kills.size(), hits.count()))
        .note(
            "of what was hit, %d subtasks had survived a kill before and ran alone; the last"
                .formatted(hits.alone().size())
                + " of them after %.1f s".formatted(
                    hits.alone().isEmpty() ? 0.0 : hits.alone().getLast().toMillis() / 1_000.0))
        .note(
            "from the kill to the next run, those that ran alone included: p99 %.1f s".formatted(
                hits.percentileOfAll(0.99).toMillis() / 1_000.0))
        .note("jobs under way all ended %d s after the last kill".formatted(after.toSeconds()))
        .promise(hits.never() == 0, "%d subtasks never ran again".formatted(hits.never()))
        .promise(stuck == 0, "%d jobs stuck 60 s after the last kill".formatted(stuck))
        .promise(
            hits.percentile(0.99).compareTo(PROMISED) <= 0,
            "p99 from the kill to the next run is over %d s".formatted(PROMISED.toSeconds()));
  }

  private static long between(Scene scene) {
    return System.nanoTime()
        + Duration.ofMillis(scene.random().nextInt(LONGEST_BETWEEN_MILLIS)).toNanos();
  }

  private static void announceWhenDue(Scene scene, List<UUID> jobs) {
    if (scene.site().open(jobs) < ENOUGH_OPEN) {
      jobs.add(scene.site().announceNew(CHAPTERS));
    }
  }

  /** Whoever it hits: a worker that is always busy would be killed most. */
  private static WorkerProcess victim(Scene scene) {
    var alive = scene.fleet().alive();
    return alive.get(scene.random().nextInt(alive.size()));
  }

  private static int stuck(Scene scene, List<UUID> jobs) {
    try {
      scene.site().awaitEnd(jobs, STUCK);
      return 0;
    } catch (AssertionError e) {
      return jobs.size() - scene.site().ended(jobs);
    }
  }

  /** What has not ended by then is found by the audit. */
  static void awaitEnd(Scene scene, List<UUID> jobs) {
    try {
      scene.site().awaitEnd(jobs, Duration.ofMinutes(15));
    } catch (AssertionError e) {
      scene.say(String.valueOf(e.getMessage()));
    }
  }
}
