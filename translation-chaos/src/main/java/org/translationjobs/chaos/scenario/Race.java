package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;

/** Very many tiny jobs, so that workers meet at the end of each. */
public final class Race implements Scenario {
  private static final int JOBS = 20_000;
  private static final int BATCH = 100;

  @Override
  public String name() {
    return "race";
  }

  @Override
  public String promise() {
    return "20,000 jobs of two subtasks, four workers: each promoted exactly once";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("LOG_LEVEL", "warn");
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    var site = scene.site();
    scene.fleet().ensure(4);
    var began = System.nanoTime();
    var wanted = scene.scaled(JOBS);
    var jobs = new ArrayList<UUID>();
    while (jobs.size() < wanted) {
      var more = site.createJobs(Math.min(BATCH, wanted - jobs.size()), 1, false);
      more.forEach(site::announce);
      jobs.addAll(more);
    }
    scene.say("jobs are announced");
    var ended = -1;
    while (ended < wanted) {
      var before = ended;
      scene.pass(Duration.ofSeconds(30));
      ended = site.ended(jobs);
      scene.say(ended + " have ended");
      if (ended == before) {
        break;
      }
    }
    var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    var promotions = site.count("select count(*) from translation_ops.promotions");
    return Result.of(site.audit().of(jobs), engine.repeated())
        .note("%d promotions in %d s".formatted(promotions, seconds))
        .promise(promotions == wanted, "%d promotions".formatted(promotions))
        .promise(engine.repeated() == 0, "%d texts were asked for again".formatted(engine
            .repeated()));
  }
}
