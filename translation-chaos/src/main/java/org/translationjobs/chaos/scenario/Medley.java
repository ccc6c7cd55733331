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
import org.translationjobs.testkit.Eventually;

/** A little of everything, with a lease of 3 s: what the build plays each time. */
public final class Medley implements Scenario {
  private static final int WORKERS = 3;
  private static final int CHAPTERS = 8;
  /** At each stage but the promotion, and by the pause. */
  private static final int LEAST_HIT = 4;
  private static final Duration PAST_ITS_LEASE = Duration.ofSeconds(4);
  private static final Duration AWAY = Duration.ofMillis(500);

  @Override
  public String name() {
    return "short";
  }

  @Override
  public String promise() {
    return "a SIGKILL at each stage, a SIGSTOP, Redis and PostgreSQL killed: all is done once";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "S3", "yes", "LEASE_SECONDS", "3", "HEARTBEAT_SECONDS", "1", "WORKER_CONCURRENCY", "4");
  }

  @Override
  public Result play(Scene scene) {
    var servers = scene.servers();
    var site = scene.site();
    servers.engine().takes(Duration.ofMillis(200), Duration.ofMillis(600));
    scene.fleet().ensure(WORKERS);
    var jobs = new ArrayList<UUID>();
    Runnable more = () -> jobs.add(site.announceNew(CHAPTERS));
    var hit = new ArrayList<Audit.Kill>();
    for (var stage : List.of(Stage.TRANSLATING, Stage.STAGING, Stage.FINISHING, Stage.PROMOTING)) {
      hit.add(stage.reach(scene, more, WorkerProcess::kill));
      scene.say(hit.getLast().worker() + " killed " + stage.title());
      scene.fleet().start();
    }
    hit.add(Stage.TRANSLATING.reach(scene, more, WorkerProcess::pause));
    var paused = scene.fleet().named(hit.getLast().worker());
    scene.say(paused.name() + " paused translating");
    scene.pass(PAST_ITS_LEASE);
    paused.resume();
    servers.redis().kill();
    jobs.addAll(site.createJobs(1, CHAPTERS, true));
    Eventually.until(
        "a job is found without Redis", Duration.ofMinutes(5), () -> site.isStarted(jobs
            .getLast()));
    servers.redis().restart();
    scene.say("Redis was away");
    more.run();
    servers.postgres().kill();
    scene.pass(AWAY);
    servers.postgres().restart();
    scene.say("PostgreSQL was away");
    Kill.awaitEnd(scene, jobs);
    var hits = site.audit().hits(hit, jobs);
    return Result.of(site.audit().of(jobs), servers.engine().repeated())
        .recovery(hits.recovered())
        .note("%d live claims were hit".formatted(hits.count()))
        .promise(hits.never() == 0, "%d subtasks never ran again".formatted(hits.never()))
        .promise(hits.count() >= LEAST_HIT, "only %d claims were hit".formatted(hits.count()));
  }
}
