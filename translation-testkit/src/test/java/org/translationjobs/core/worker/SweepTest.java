package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.memory.InMemoryUnderTest;

class SweepTest {
  private static final Duration HANGS_AFTER = Duration.ofSeconds(30);

  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene scene = new WorkerScene(tasks);
  private boolean moreWait;

  @Test
  void theLoopThatCleansOnceAMinuteComesRoundOftenEnoughToCountAsLive()
      throws InterruptedException {
    var sweep = sweep();
    while (tasks.now().compareTo(Duration.ofMinutes(5)) < 0) {
      var began = tasks.now();
      sweep.clean();
      assertThat(tasks.now().minus(began)).isLessThan(HANGS_AFTER.dividedBy(2));
    }
  }

  @Test
  void whatADeadWorkerHeldIsTakenBackByAWorkerThatHasBeenThereForALease()
      throws InterruptedException {
    var database = new InMemoryUnderTest(scene.database);
    var job = Scene.pendingJob(database, 1);
    job.claim(WorkerId.random(), job.start(), 1);
    database.letTimePass(Scene.LEASE.plusSeconds(1));
    var began = tasks.now();
    var sweep = sweep();
    lookAndSweep(sweep);
    assertThat(scene.told(WorkerEvent.SubtaskRescued.class)).isEmpty();
    while (tasks.now().minus(began).compareTo(Scene.LEASE) < 0) {
      lookAndSweep(sweep);
    }
    lookAndSweep(sweep);
    assertThat(scene.told(WorkerEvent.SubtaskRescued.class)).hasSize(1);
  }

  @Test
  void asManyOldCallsAsThereAreAreAddedUp() throws InterruptedException {
    var database = new InMemoryUnderTest(scene.database);
    var ledger = database.ledger();
    var job = Scene.pendingJob(database, 1);
    var claim = job.claim(WorkerId.random(), job.start(), 1).get(0);
    for (var i = 0; i < 250; i++) {
      var call = new EngineCallIntent(
          new UUID(1, i), claim.item(), claim.id(), "one", Optional.empty(), 1, Usage.NONE,
          Cost.ZERO, Scene.LEASE);
      ledger.begin(call);
      ledger.end(new CallEnd(call.id(), CallEnd.TRANSLATED, Usage.ofCall(), Cost.ZERO));
    }
    database.letTimePass(Duration.ofDays(91));
    sweep().clean();
    assertThat(ledger.condense(Duration.ofDays(90), 1_000)).isZero();
  }

  private void lookAndSweep(Sweep sweep) throws InterruptedException {
    sweep.want(scene.ports().jobs().look(scene.profile.id(), Sweep.LOOK_AT_RUNS_EVERY));
    sweep.jobs();
    tasks.sleep(Duration.ofSeconds(1));
  }

  @Test
  void whatNoLookSawIsFoundAllTheSame() throws InterruptedException {
    var sweep = sweep();
    sweep.jobs();
    Scene.pendingJob(new InMemoryUnderTest(scene.database), 1);
    var longest = scene.settings.lookAnyway().multipliedBy(6).dividedBy(5);
    var began = tasks.now();
    while (tasks.now().minus(began).compareTo(longest) < 0) {
      sweep.jobs();
    }
    sweep.jobs();
    assertThat(scene.told(WorkerEvent.JobStarted.class)).hasSize(1);
  }

  @Test
  void asLongAsAnnouncementsWaitJobsAreLeftToThemForAWhile() throws InterruptedException {
    moreWait = true;
    var sweep = sweep();
    Scene.pendingJob(new InMemoryUnderTest(scene.database), 1);
    var began = tasks.now();
    while (tasks.now().minus(began).compareTo(Sweep.ANNOUNCED_FIRST) < 0) {
      assertThat(scene.told(WorkerEvent.JobStarted.class)).isEmpty();
      lookAndSweep(sweep);
    }
    lookAndSweep(sweep);
    assertThat(scene.told(WorkerEvent.JobStarted.class)).hasSize(1);
  }

  @Test
  void whenNoneWaitsWhatNobodyAnnouncedIsFoundAtOnce() throws InterruptedException {
    moreWait = true;
    var sweep = sweep();
    Scene.pendingJob(new InMemoryUnderTest(scene.database), 1);
    lookAndSweep(sweep);
    moreWait = false;
    lookAndSweep(sweep);
    assertThat(scene.told(WorkerEvent.JobStarted.class)).hasSize(1);
  }

  private Sweep sweep() {
    var ports = scene.ports();
    var wanted = tasks.newSignal();
    var serving = new Serving(tasks, scene.profile.store(), ports.engines());
    var activate = new ActivateJobs(
        ports, scene.settings, scene.profile, WorkerScene.PLAN, serving, new ClaimsNothing(),
        scene.events);
    var settle = new SettleRuns(
        ports, scene.settings, scene.profile,
        new PromoteRun(ports, scene.profile, scene.events), wanted, scene.events);
    var inFlight = new InFlight(tasks, scene.settings.lease(), wanted::raise);
    var reports = new ReportOutcomes(
        tasks, ports.claims(), scene.settings, inFlight, settle, new Throughput(tasks.now()),
        scene.events);
    var keep = new KeepClaims(
        ports, scene.settings, scene.profile, inFlight,
        new EngineHealth(tasks, scene.events, List.of()), settle, reports, scene.events);
    return new Sweep(
        ports, scene.settings, scene.profile, activate, settle, keep, () -> moreWait, wanted,
        scene.events);
  }
}
