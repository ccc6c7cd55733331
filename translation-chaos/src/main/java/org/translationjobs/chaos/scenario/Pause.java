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
    var untouched = new ArrayList<String>();
    for (var round = 0; round < scene.scaled(ROUNDS); round++) {
      for (var stage : Stage.values()) {
        var held = hold(scene, stage, jobs, WorkerProcess::pause, WorkerProcess::resume);
        recovered.addAll(held.hits().recovered());
        notes.add(words(scene, stage.title(), held));
        untouched.addAll(unhurt(stage, held));
      }
      var held = hold(
          scene, Stage.TRANSLATING, jobs, worker -> worker.postgres().freeze(),
          worker -> worker.postgres().restore());
      recovered.addAll(held.hits().recovered());
      notes.add(words(scene, "cut off", held));
      untouched.addAll(unhurt(Stage.TRANSLATING, held));
    }
    // what a resumed worker still has to say is said by now, or refused
    scene.pass(Duration.ofSeconds(10));
    var result = Result.of(scene.site().audit().of(jobs), engine.repeated()).recovery(recovered);
    for (var note : notes) {
      result = result.note(note);
    }
    return result.promise(
        untouched.isEmpty(), "nothing was taken over when it was stopped: " + untouched);
  }

  /** What shows that nothing was at stake: no claim stopped and taken over, no other promoter. */
  private static List<String> unhurt(Stage stage, Held held) {
    var isHurt = stage == Stage.PROMOTING
        ? held.byAnother()
        : !held.hits().recovered().isEmpty() && held.hits().never() == 0;
    return isHurt ? List.of() : List.of(stage.title());
  }

  private static String words(Scene scene, String stage, Held held) {
    var hits = held.hits();
    var words =
        ("%s: %d claims stopped, %d taken over, the last after %.1f s; the job was completed"
            + " after %.1f s").formatted(
                stage, hits.count(), hits.recovered().size(), seconds(hits.percentile(1)),
                seconds(held.completed()));
    scene.say(words);
    return words;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  /** Holds up the first worker at a stage of a new job, and lets it go on after three leases. */
  private static Held hold(
      Scene scene, Stage stage, List<UUID> jobs, Consumer<WorkerProcess> stop,
      Consumer<WorkerProcess> goOn) {
    var site = scene.site();
    var name = stage.reach(scene, () -> jobs.add(site.announceNew(CHAPTERS)), stop).worker();
    var worker = scene.fleet().named(name);
    // a statement that was held up has come to its end by then
    scene.pass(Duration.ofSeconds(1));
    var stopped = new Audit.Kill(site.now(), name);
    try {
      scene.pass(THREE_LEASES);
    } finally {
      goOn.accept(worker);
    }
    Kill.awaitEnd(scene, jobs);
    Eventually.until(
        worker.name() + " has let go", LONGEST, () -> site.claimsOf(worker.name()) == 0);
    var job = jobs.getLast();
    return new Held(
        site.audit().hits(List.of(stopped), jobs),
        site.audit()
            .completion(job)
            .map(at -> Duration.between(stopped.at(), at))
            .orElse(
                Duration.ZERO),
        site.count(
            "select count(*) from chaos.jobs where job_id = ? and new_status = 'COMPLETED'"
                + " and by_whom <> ?",
            job, name) == 1);
  }

  /**
   * @param completed
   *          from the stop to the end of the job it was made for
   * @param byAnother
   *          whether another worker promoted that job
   */
  private record Held(Audit.Hits hits, Duration completed, boolean byAnother) {}
}
