package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;
import org.translationjobs.chaos.site.Site;
import org.translationjobs.testkit.Eventually;

/**
 * SIGSTOP for three leases at every stage, then SIGCONT. At the last stage the worker is cut off
 * instead: what it sends is held back so long and delivered then.
 */
public final class Pause implements Scenario {
  private static final Pattern CHAPTER = Pattern.compile("Chapter \\d+");
  private static final Duration LONG = Duration.ofMinutes(2);

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
    engine.takes(
        Duration.ofMillis(scene.size(2_000, 500)), Duration.ofMillis(scene.size(3_000, 900)));
    var before = engine.repeated();
    scene.fleet().ensure(3);
    var jobs = new ArrayList<UUID>();
    var recovered = new ArrayList<Duration>();
    var notes = new ArrayList<String>();
    var stages = scene.isLong()
        ? List.of("claimed", "translating", "staging", "finishing", "promoting", "cut off")
        : List.of("translating", "finishing");
    for (var round = 0; round < scene.size(3, 1); round++) {
      for (var stage : stages) {
        var job = scene.site().createJobs(1, scene.size(16, 6), true);
        jobs.addAll(job);
        var hits = stop(scene, stage, job);
        recovered.addAll(hits.recovered());
        var words = stage + ": " + hits.count() + " claims stopped, " + hits.recovered().size()
            + " taken over, the last after "
            + hits.percentile(1).toMillis() / 1_000.0 + " s";
        notes.add(words);
        scene.say(words);
      }
    }
    // what a resumed worker still has to say is said by now, or refused
    scene.pass(Duration.ofSeconds(scene.size(10, 2)));
    var result = Result.of(scene.site().audit().of(jobs), engine.repeated() - before)
        .recovery(recovered);
    for (var note : notes) {
      result = result.note(note);
    }
    return result;
  }

  private static Audit.Hits stop(Scene scene, String stage, List<UUID> job) {
    var site = scene.site();
    var pause = scene.isLong() ? scene.lease().multipliedBy(3) : scene.lease().plusSeconds(2);
    var kill = new CompletableFuture<Audit.Kill>();
    Consumer<String> stop = name -> {
      var worker = scene.fleet().named(name);
      if (stage.equals("cut off")) {
        worker.postgres().freeze();
      } else {
        worker.pause();
      }
      kill.complete(new Audit.Kill(site.now(), name));
    };
    switch (stage) {
      case "translating", "cut off" -> {
        once(
            listener -> scene.servers().engine().onCall(listener),
            text -> translator(site, text), stop);
        site.announce(job.getFirst());
      }
      case "staging" -> {
        once(
            listener -> scene.servers().s3().beforePut(listener), key -> stager(site, key), stop);
        site.announce(job.getFirst());
      }
      default -> site.atGate(stage, LONG, () -> site.announce(job.getFirst()), stop);
    }
    var stopped = kill.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    var worker = scene.fleet().named(stopped.worker());
    scene.pass(pause);
    resume(worker, stage);
    Kill.awaitEnd(scene, job);
    Eventually.until(
        worker.name() + " has let go", LONG, () -> site.claimsOf(worker.name()) == 0);
    return site.audit().hits(List.of(stopped), job);
  }

  private static void resume(WorkerProcess worker, String stage) {
    if (stage.equals("cut off")) {
      worker.postgres().restore();
    } else {
      worker.resume();
    }
  }

  /** Stops the first worker that can be named. */
  private static void once(
      Consumer<Consumer<String>> listen, Function<String, Optional<String>> who,
      Consumer<String> stop) {
    var done = new AtomicBoolean();
    listen.accept(
        what -> who.apply(what)
            .filter(name -> done.compareAndSet(false, true))
            .ifPresent(stop));
  }

  private static Optional<String> translator(Site site, String text) {
    var title = CHAPTER.matcher(text);
    return title.find() ? site.translatorOf(title.group()) : Optional.empty();
  }

  private static Optional<String> stager(Site site, String key) {
    var name = key.substring(key.lastIndexOf('/') + 1).replace(".json", "");
    return name.length() == 36 ? site.holder(UUID.fromString(name)) : Optional.empty();
  }
}
