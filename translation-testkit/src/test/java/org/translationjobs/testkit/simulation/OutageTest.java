package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.worker.WorkerSettings;

/**
 * What everybody needs is away for what counts as half an hour, while twenty jobs are under way on three
 * workers with their usual settings: no job fails, no attempt is spent, and work goes on by itself.
 */
class OutageTest {
  private static final int WORKERS = 3;
  private static final int JOBS = 20;
  private static final int CHAPTERS = 6;
  private static final int SUBTASKS = JOBS * (CHAPTERS + 2);
  private static final int SLOTS = WORKERS * WorkerSettings.DEFAULTS.concurrency();
  private static final Duration LASTS = Duration.ofMinutes(30);
  /** For what is left when everything works again: engine calls of up to two seconds, promotions. */
  private static final Duration WORK = Duration.ofSeconds(30);

  /**
   * What an engine answers meanwhile.
   *
   * <p>
   * A breaker waits at most so long between two probes, a quarter of it less by chance; what was
   * postponed meanwhile waits as long, but at most two minutes, and a quarter of it more.
   */
  enum Engine {
    DOWN(FailureKind.UNAVAILABLE, "connection refused", 60, 75, 7),
    KEY_EXPIRED(FailureKind.UNAUTHORIZED, "401: the key has expired", 300, 150, 5),
    QUOTA_EXHAUSTED(FailureKind.QUOTA_EXHAUSTED, "456: quota exceeded", 300, 150, 5);

    final FailureKind kind;
    final String message;
    final Duration longestParking;
    final Duration longestPostponement;
    /** Probes until the pauses between them have grown to the longest. */
    final int growing;

    Engine(
        FailureKind kind, String message, int longestParking, int longestPostponement,
        int growing) {
      this.kind = kind;
      this.message = message;
      this.longestParking = Duration.ofSeconds(longestParking);
      this.longestPostponement = Duration.ofSeconds(longestPostponement);
      this.growing = growing;
    }

    EngineReply.Failure answer() {
      return EngineReply.Failure.of(kind, message);
    }

    /** Each worker's slots may have been calling when it began. */
    int mostCalls() {
      var shortestParking = longestParking.multipliedBy(3).dividedBy(4);
      return SLOTS + WORKERS * (growing + (int) LASTS.dividedBy(shortestParking) + 1);
    }

    Duration recovery() {
      return longestParking.plus(longestPostponement).plus(WORK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEngineThatIsAwayCostsNothing(Engine engine) throws InterruptedException {
    var away = new AtomicBoolean();
    var calls = new AtomicInteger();
    var simulation = simulation().withEngine((request, random) -> {
      calls.incrementAndGet();
      return away.get() ? new EngineFault.Fails(engine.answer()) : new EngineFault.None();
    });
    simulation.run(s -> {
      var jobs = active(s);
      away.set(true);
      calls.set(0);
      s.sleep(LASTS);
      var during = calls.get();
      assertThat(during).as("calls during the outage")
          .isPositive()
          .isLessThanOrEqualTo(engine.mostCalls());
      assertThat(jobs).noneMatch(s.site()::hasEnded);
      away.set(false);
      var took = completed(jobs, engine.recovery(), s);
      tell("engine " + engine, during + " engine calls (at most " + engine.mostCalls() + ")", took,
          engine.recovery());
    });
  }

  @Test
  void aStoreThatIsAwayCostsNothing() throws InterruptedException {
    var calls = new AtomicInteger();
    var simulation = simulation().withEngine((request, random) -> {
      calls.incrementAndGet();
      return new EngineFault.None();
    });
    simulation.run(s -> {
      var jobs = active(s);
      var before = calls.get();
      s.troubles().storeAway(LASTS);
      s.sleep(LASTS);
      var during = calls.get() - before;
      assertThat(during).as("calls during the outage").isLessThanOrEqualTo(SUBTASKS - before);
      assertThat(jobs).anyMatch(job -> !s.site().hasEnded(job));
      var bound = Duration.ofSeconds(60).plus(WORK);
      var took = completed(jobs, bound, s);
      assertThat(calls).as("each subtask is translated once").hasValue(SUBTASKS);
      tell("store away", during + " engine calls, none repeated", took, bound);
    });
  }

  /** Calls of a minute, the database away for three leases in their midst. */
  @Test
  void aDatabaseThatIsAwayDuringLongCallsRepeatsNone() throws InterruptedException {
    var minute = Duration.ofSeconds(60);
    var away = Duration.ofSeconds(45);
    var calls = new AtomicInteger();
    var simulation = simulation()
        .withEngineCallsUpTo(Duration.ZERO)
        .withEngine((request, random) -> {
          calls.incrementAndGet();
          return new EngineFault.Hangs(minute);
        });
    simulation.run(s -> {
      var jobs = active(s);
      s.await("a call in every slot", Duration.ofSeconds(10), () -> calls.get() == SLOTS);
      s.sleep(Duration.ofSeconds(5));
      s.troubles().databaseAway(away);
      s.sleep(away);
      assertThat(calls).as("calls that began while nobody could ask for a claim").hasValue(SLOTS);
      // it cannot know that nobody could renew
      s.startWorker("late");
      var rounds = (SUBTASKS + SLOTS - 1) / SLOTS;
      var bound = minute.multipliedBy(rounds).plus(WORK);
      var took = completed(jobs, bound, s);
      assertThat(calls).as("each subtask is translated once").hasValue(SUBTASKS);
      tell("database away 45 s", "no engine call begun, none repeated", took, bound);
    });
  }

  /** Workers that were fast have claimed ahead; slots get free after the leases are over. */
  @Test
  void noCallBeginsUnderALeaseThatMayBeOver() throws InterruptedException {
    var away = Duration.ofSeconds(45);
    var fast = new AtomicInteger(120);
    var simulation = simulation()
        .withEngineCallsUpTo(Duration.ZERO)
        .withEngine(
            (request, random) -> new EngineFault.Hangs(
                fast.getAndDecrement() > 0 ? Duration.ofMillis(20) : Duration.ofSeconds(20)));
    simulation.run(s -> {
      var job = s.site().submit(s.site().importNovel(300));
      s.startWorker("w1");
      s.await(
          "claims that wait", Duration.ofSeconds(30),
          () -> fast.get() < 0 && claimed(s) > s.settings().concurrency());
      var lost = s.time().plus(s.settings().lease());
      s.troubles().databaseAway(away);
      var back = s.time().plus(away);
      s.sleep(away);
      assertThat(s.calls()).as("calls while the claims could not be trusted")
          .noneMatch(
              call -> call.began().compareTo(lost) > 0 && call.began().compareTo(back) < 0);
      assertThat(claimed(s)).as("claims that are waiting still")
          .isGreaterThan(s.settings().concurrency());
      completed(List.of(job), Duration.ofMinutes(10), s);
    });
  }

  private static long claimed(Simulation simulation) {
    return simulation.database()
        .everything()
        .runs()
        .values()
        .stream()
        .flatMap(run -> run.items().values().stream())
        .filter(item -> item.state() == ItemState.CLAIMED)
        .count();
  }

  @Test
  void jobsThatAreCreatedWhileTheQueueIsAwayAreFoundAtOnce() throws InterruptedException {
    simulation().run(s -> {
      var jobs = new ArrayList<>(active(s));
      s.troubles().queueAway(LASTS);
      var end = s.time().plus(LASTS);
      var slowest = Duration.ZERO;
      while (jobs.size() < 2 * JOBS) {
        s.sleep(LASTS.dividedBy(2L * JOBS));
        var created = s.time();
        var job = s.site().submitSilently(s.site().importNovel(CHAPTERS));
        jobs.add(job);
        s.await("the start of " + job, Duration.ofSeconds(2), () -> !isPending(job, s));
        var took = s.time().minus(created);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
      completed(jobs, WORK, s);
      assertThat(s.time()).as("all of it happens while the queue is away").isLessThan(end);
      System.out.printf(
          "queue away: %d jobs created meanwhile, started after at most %d ms, all COMPLETED before"
              + " its end%n",
          JOBS, slowest.toMillis());
    });
  }

  private static Simulation simulation() {
    return new Simulation(1).withLimits(5_000_000, Duration.ofHours(2));
  }

  private static boolean isPending(JobId job, Simulation simulation) {
    return simulation.site().status(job).equals("PENDING");
  }

  /** Twenty jobs that have begun, and of which none is through. */
  private static List<JobId> active(Simulation simulation) throws InterruptedException {
    var jobs = new ArrayList<JobId>();
    for (var i = 0; i < JOBS; i++) {
      jobs.add(simulation.site().submit(simulation.site().importNovel(CHAPTERS)));
    }
    for (var i = 1; i <= WORKERS; i++) {
      simulation.startWorker("w" + i);
    }
    simulation.await(
        "the start of all jobs", Duration.ofSeconds(10),
        () -> jobs.stream().noneMatch(job -> isPending(job, simulation)));
    assertThat(jobs).allMatch(job -> simulation.site().status(job).equals("IN_PROGRESS"));
    return jobs;
  }

  /** How long it takes until all jobs are COMPLETED, without an attempt or a failure. */
  private static Duration completed(List<JobId> jobs, Duration atMost, Simulation simulation)
      throws InterruptedException {
    var began = simulation.time();
    simulation.await("the end of all jobs", atMost, () -> jobs.stream()
        .allMatch(
            simulation.site()::hasEnded));
    var took = simulation.time().minus(began);
    assertThat(jobs).allMatch(job -> simulation.site().status(job).equals("COMPLETED"));
    assertThat(simulation.database().everything().runs().values())
        .hasSize(jobs.size())
        .flatMap(run -> run.items().values())
        .allMatch(item -> item.counts().attempts() == 0)
        .allMatch(item -> item.counts().rescues() == 0);
    assertThat(simulation.coverage().counts())
        .doesNotContainKeys(
            "event: SubtaskRetries", "event: SubtaskFailed", "event: JobFailed",
            "event: SubtaskRescued");
    simulation.stopWorkers();
    return took;
  }

  private static void tell(String what, String during, Duration took, Duration bound) {
    System.out.printf(
        "%s: %s; all COMPLETED %.1f s after its end (at most %d s)%n", what, during,
        took.toMillis() / 1e3, bound.toSeconds());
  }
}
