package org.translationjobs.chaos.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.Fleet;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;
import org.translationjobs.chaos.site.Site;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.testkit.Eventually;

/** Workers of another commit beside ours, on one schema. */
public final class Versions implements Scenario {
  private static final int WORKERS = 2;
  private static final int JOBS = 20;
  private static final int ENOUGH_OPEN = 8;
  private static final int CHAPTERS = 20;
  /** Claims of a worker that is killed. */
  private static final int BUSY = 3;
  private static final String FINISHED = "chaos.subtasks where";
  private static final String PROMOTED = "chaos.jobs where new_status = 'COMPLETED' and";
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Path otherWorker;
  private final boolean otherFirst;
  private final Set<WorkerProcess> others = new HashSet<>();
  private final Set<WorkerProcess> own = new HashSet<>();

  /**
   * @param otherWorker
   *          the worker jar of another commit
   * @param otherFirst
   *          whether that one makes the schema, and ours brings it up to date
   */
  public Versions(Path otherWorker, boolean otherFirst) {
    this.otherWorker = otherWorker;
    this.otherFirst = otherFirst;
  }

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public String promise() {
    return "workers of two commits share one schema, made by "
        + (otherFirst ? "the other's" : "this commit's")
        + "; SIGKILL of one of each";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("WORKER_CONCURRENCY", "4");
  }

  @Override
  public void makeSchema(TranslationSystem system, Fleet fleet) {
    if (otherFirst) {
      others.add(fleet.start(otherWorker));
      fleet.awaitStarted();
    } else {
      system.migrate();
    }
  }

  @Override
  public Result play(Scene scene) {
    var engine = scene.servers().engine();
    engine.takes(Duration.ofMillis(200), Duration.ofSeconds(1));
    var fleet = scene.fleet();
    while (own.size() < WORKERS) {
      own.add(fleet.start());
    }
    while (others.size() < WORKERS) {
      others.add(fleet.start(otherWorker));
    }
    fleet.awaitStarted();
    var site = scene.site();
    var jobs = new ArrayList<UUID>();
    Eventually.until("a job has ended", LONGEST, () -> {
      announceWhenDue(site, jobs);
      return site.ended(jobs) > 0;
    });
    var kills = List.of(
        replace(scene, jobs, own, fleet::start),
        replace(scene, jobs, others, () -> fleet.start(otherWorker)));
    var wanted = scene.scaled(JOBS);
    Eventually.until("enough jobs are announced", LONGEST, () -> {
      announceWhenDue(site, jobs);
      return jobs.size() >= wanted;
    });
    Kill.awaitEnd(scene, jobs);
    var hits = site.audit().hits(kills, jobs);
    var finishedOwn = count(scene, FINISHED, own);
    var finishedOther = count(scene, FINISHED, others);
    var promotedOwn = count(scene, PROMOTED, own);
    var promotedOther = count(scene, PROMOTED, others);
    return Result.of(site.audit().of(jobs), engine.repeated())
        .recovery(hits.recovered())
        .note("this commit finished %d subtasks, promoted %d jobs".formatted(finishedOwn,
            promotedOwn))
        .note("the other finished %d subtasks, promoted %d jobs".formatted(finishedOther,
            promotedOther))
        .note("%d kills hit %d live claims".formatted(kills.size(), hits.count()))
        .promise(hits.count() >= kills.size(), "the kills hit no live claims")
        .promise(hits.never() == 0, "%d subtasks never ran again".formatted(hits.never()))
        .promise(finishedOwn > 0, "no worker of this commit finished anything")
        .promise(finishedOther > 0, "no worker of the other commit finished anything");
  }

  /** SIGKILL to one that is busy, and a new one in its place. */
  private static Audit.Kill replace(
      Scene scene, List<UUID> jobs, Set<WorkerProcess> version, Supplier<WorkerProcess> start) {
    var site = scene.site();
    Supplier<Optional<WorkerProcess>> busy = () -> version.stream()
        .filter(worker -> site.claimsOf(worker.name()) >= BUSY)
        .findFirst();
    var found = new ArrayList<WorkerProcess>();
    Eventually.until("one of " + version + " is busy", LONGEST, () -> {
      announceWhenDue(site, jobs);
      busy.get().ifPresent(found::add);
      return !found.isEmpty();
    });
    var victim = found.getFirst();
    victim.kill();
    var kill = new Audit.Kill(site.now(), victim.name());
    version.add(start.get());
    scene.say(victim.name() + " killed");
    return kill;
  }

  /** Work never runs out before both kills. */
  private static void announceWhenDue(Site site, List<UUID> jobs) {
    if (site.open(jobs) < ENOUGH_OPEN) {
      jobs.add(site.announceNew(CHAPTERS));
    }
  }

  private static int count(Scene scene, String rows, Set<WorkerProcess> version) {
    var names = version.stream().map(WorkerProcess::name).toList();
    var sql = "select count(*) from " + rows + " by_whom = any(string_to_array(?, ','))";
    return scene.site().count(sql, String.join(",", names));
  }
}
