package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.testkit.Eventually;

/** PostgreSQL is gone for a while, in the middle of long engine calls. */
public final class Away implements Scenario {
  @Override
  public String name() {
    return "away";
  }

  @Override
  public String promise() {
    return "while PostgreSQL is away nothing that was paid for is lost";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("WORKER_CONCURRENCY", "8");
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    engine.takes(Duration.ofSeconds(60), Duration.ofSeconds(60));
    scene.fleet().ensure(2);
    var site = scene.site();
    var jobs = List.of(site.announceNew(6), site.announceNew(6));
    Eventually.until("all is being translated", () -> engine.running() == 16);
    scene.pass(Duration.ofSeconds(10));
    scene.servers().postgres().kill();
    scene.say("PostgreSQL is away");
    scene.pass(Duration.ofSeconds(45));
    scene.servers().postgres().restart();
    var back = site.now();
    scene.say("PostgreSQL is back");
    Kill.awaitEnd(scene, jobs);
    var recovery = site.audit().nextFinish(back, jobs);
    return Result.of(site.audit().of(jobs), engine.repeated())
        .recovery(recovery.map(List::of).orElse(List.of()))
        .note("45 s without PostgreSQL during 16 engine calls of 60 s; %d calls".formatted(engine
            .calls()))
        .promise(engine.repeated() == 0, "%d texts were asked for again".formatted(engine
            .repeated()));
  }
}
