package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;

/** One job, announced a hundred times, to ten workers. */
public final class Crowd implements Scenario {
  private static final int ANNOUNCEMENTS = 100;
  private static final int WORKERS = 10;
  private static final int CHAPTERS = 200;

  @Override
  public String name() {
    return "crowd";
  }

  @Override
  public String promise() {
    return "a job announced a hundred times is translated and promoted once";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("WORKER_CONCURRENCY", "2", "DATABASE_POOL_SIZE", "4");
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    engine.takes(Duration.ofMillis(200), Duration.ofMillis(500));
    scene.fleet().ensure(WORKERS);
    var site = scene.site();
    var jobs = List.of(site.announceNew(scene.scaled(CHAPTERS)));
    for (var i = 1; i < ANNOUNCEMENTS; i++) {
      site.announce(jobs.getFirst());
      if (i >= ANNOUNCEMENTS / 2) {
        scene.pass(Duration.ofMillis(20));
      }
    }
    Kill.awaitEnd(scene, jobs);
    for (var i = 0; i < WORKERS; i++) {
      site.announce(jobs.getFirst());
    }
    scene.pass(Duration.ofSeconds(3));
    var runs = site.count("select count(*) from translation_ops.job_runs");
    var promotions = site.count("select count(*) from translation_ops.promotions");
    var took = site.count("select count(distinct by_whom) from chaos.subtasks");
    return Result.of(site.audit().of(jobs), engine.repeated())
        .note("%d runs, %d promotions, %d of %d workers took part".formatted(runs, promotions, took,
            WORKERS))
        .promise(took == WORKERS, "only %d workers took part".formatted(took))
        .promise(runs == 1 && promotions == 1, "%d runs, %d promotions".formatted(runs, promotions))
        .promise(engine.repeated() == 0, "%d texts were asked for again".formatted(engine
            .repeated()));
  }
}
