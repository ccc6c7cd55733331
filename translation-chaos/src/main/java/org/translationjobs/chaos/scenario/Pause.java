package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;
import org.translationjobs.testkit.Eventually;

/**
 * SIGSTOP for three leases at every stage, then SIGCONT. In each round a translating worker is cut off
 * from PostgreSQL, too: what it sends is held back so long and delivered then.
 */
public final class Pause implements Scenario {
  private static final Duration THREE_LEASES = Duration.ofSeconds(45);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int ROUNDS = 3;
  private static final int CHAPTERS = 16;

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public String promise() {
    return "after SIGSTOP past its lease and SIGCONT a worker writes nothing stale";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("S3", "yes", "WORKER_CONCURRENCY", "4");
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    engine.takes(Duration.ofSeconds(2), Duration.ofSeconds(3));
    scene.fleet().ensure(3);
    var jobs = new ArrayList<UUID>();
    var recovered = new ArrayList<Duration>();
    var notes = new ArrayList<String>();
    for (var round = 0; round < scene.scaled(ROUNDS); round++) {
      for (var stage : Stage.values()) {
        var hits = hold(
            scene, stage, jobs, WorkerProcess::pause, WorkerProcess::resume);
        recovered.addAll(hits.recovered());
        notes.add(words(scene, stage.title(), hits));
      }
      var hits = hold(
          scene, Stage.TRANSLATING, jobs, worker -> worker.postgres().freeze(),
          worker -> worker.postgres().restore());
      recovered.addAll(hits.recovered());
      notes.add(words(scene, "cut off", hits));
    }
    // what a resumed worker still has to say is said by now, or refused
    scene.pass(Duration.ofSeconds(10));
    var result = Result.of(scene.site().audit().of(jobs), engine.repeated()).recovery(recovered);
    for (var note : notes) {
      result = result.note(note);
    }
    return result;
  }

  private static String words(Scene scene, String stage, Audit.Hits hits) {
    var words = "%s: %d claims stopped, %d taken over, the last after %.1f s".formatted(
        stage, hits.count(), hits.recovered().size(), hits.percentile(1).toMillis() / 1_000.0);
    scene.say(words);
    return words;
  }

  /** Holds up the first worker at a stage of a new job, and lets it go on after three leases. */
  private static Audit.Hits hold(
      Scene scene, Stage stage, List<UUID> jobs,
      Consumer<WorkerProcess> stop,
      Consumer<WorkerProcess> goOn) {
    var site = scene.site();
    var stopped = stage.reach(scene, () -> jobs.add(site.announceNew(CHAPTERS)), stop);
    var worker = scene.fleet().named(stopped.worker());
    try {
      scene.pass(THREE_LEASES);
    } finally {
      goOn.accept(worker);
    }
    Kill.awaitEnd(scene, jobs);
    Eventually.until(
        worker.name() + " has let go", LONGEST, () -> site.claimsOf(worker.name()) == 0);
    return site.audit().hits(List.of(stopped), jobs);
  }
}
