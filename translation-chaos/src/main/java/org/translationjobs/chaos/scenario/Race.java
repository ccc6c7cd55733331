package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.Map;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;

/** Very many tiny jobs, so that workers meet at the end of each. */
public final class Race implements Scenario {
  private static final int JOBS = 20_000;

  @Override
  public String name() {
    return "race";
  }

  @Override
  public String promise() {
    return "20,000 jobs of two subtasks, four workers: each promoted exactly once";
  }

  @Override
  public boolean hasShortForm() {
    return false;
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
    var jobs = site.createJobs(JOBS, 1, false);
    scene.say("jobs are made");
    jobs.forEach(site::announce);
    var ended = -1;
    while (ended < JOBS) {
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
        .promise(promotions == JOBS, "%d promotions".formatted(promotions))
        .promise(engine.repeated() == 0, "%d texts were asked for again".formatted(engine
            .repeated()));
  }
}
