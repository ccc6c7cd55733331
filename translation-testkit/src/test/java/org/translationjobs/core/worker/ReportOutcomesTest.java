package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.RecordedClaims.Call;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.memory.InMemoryUnderTest;

class ReportOutcomesTest {
  private static final Duration QUICK = Duration.ofMillis(5);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene scene = new WorkerScene(tasks);
  private final RecordedClaims claims = new RecordedClaims(tasks, scene.ports().claims());
  private final Throughput throughput = new Throughput(tasks.now());
  private final InFlight inFlight =
      new InFlight(tasks, scene.settings.lease(), tasks.newSignal()::raise);
  private final ReportOutcomes reports = new ReportOutcomes(
      tasks, claims.port(), scene.settings, inFlight,
      new SettleRuns(
          scene.ports(), scene.settings, scene.profile,
          new PromoteRun(scene.ports(), scene.profile, scene.events), tasks.newSignal(),
          scene.events),
      throughput, scene.events);
  private Scene job = Scene.pendingJob(new InMemoryUnderTest(scene.database), 0);
  private List<Held> running = List.of();

  /** So many, which take but a moment. */
  private void run(int count) {
    throughput.finished(tasks.now(), QUICK);
    job = Scene.pendingJob(new InMemoryUnderTest(scene.database), count);
    running = job.claim(WorkerId.random(), job.start(), count)
        .stream()
        .map(claim -> new Held(claim, tasks.now(), false, false))
        .toList();
    assertThat(inFlight.hold(running)).isTrue();
    inFlight.ready(running.stream().map(h -> h.claim).toList(), Map.of());
    running.forEach(held -> assertThat(inFlight.beginNext(count)).contains(held));
  }

  private void finish(int from, int to) {
    running.subList(from, to)
        .forEach(
            held -> reports.add(new Outcome.Finished(held, job.translated(held.claim), QUICK)));
  }

  private void handBack(int from, int to) {
    running.subList(from, to).forEach(held -> reports.add(Outcome.handedBack(held)));
  }

  private static Call finished(int atMillis, int count) {
    return new Call("finish", Duration.ofMillis(atMillis), count);
  }

  private static Call released(int atMillis, int count) {
    return new Call("release", Duration.ofMillis(atMillis), count);
  }

  @Test
  void whereWorkIsQuickWhatFollowsTheFirstIsWrittenDownTogetherAMomentLater()
      throws InterruptedException {
    run(4);
    finish(0, 1);
    tasks.whileWaiting(() -> finish(1, 3));
    reports.turn();
    reports.turn();
    assertThat(claims.calls).containsExactly(finished(0, 1), finished(50, 2));
    assertThat(tasks.now()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void theStatementsOwnTimeCounts() throws InterruptedException {
    run(4);
    claims.take(Duration.ofMillis(30));
    finish(0, 1);
    reports.turn();
    assertThat(tasks.now()).isEqualTo(Duration.ofMillis(50));
    claims.take(Duration.ofMillis(60));
    finish(1, 2);
    reports.turn();
    assertThat(tasks.now()).isEqualTo(Duration.ofMillis(110));
  }

  @Test
  void whereItTakesItsTimeNothingIsGathered() throws InterruptedException {
    run(3);
    throughput.finished(tasks.now(), SLOW);
    finish(0, 1);
    reports.turn();
    finish(1, 2);
    reports.turn();
    assertThat(claims.calls).containsExactly(finished(0, 1), finished(0, 1));
    assertThat(tasks.now()).isZero();
  }

  @Test
  void aFullBatchDoesNotWait() throws InterruptedException {
    run(700);
    finish(0, 400);
    reports.turn();
    reports.turn();
    tasks.whileWaiting(() -> finish(401, 601));
    finish(400, 401);
    reports.turn();
    reports.turn();
    assertThat(claims.calls)
        .containsExactly(
            finished(0, 200), finished(0, 200), finished(50, 1), finished(50, 200));
  }

  @Test
  void whenNothingElseIsToComeNothingIsWaitedFor() throws InterruptedException {
    run(3);
    finish(0, 2);
    tasks.whileWaiting(() -> finish(2, 3));
    reports.turn();
    reports.turn();
    assertThat(claims.calls).containsExactly(finished(0, 2), finished(0, 1));
    assertThat(tasks.now()).isZero();
  }

  @Test
  void whatWasFinishedIsNotTriedAgainWhenTheOthersCannotBeReleased() throws InterruptedException {
    run(5);
    finish(0, 2);
    handBack(2, 4);
    claims.failOnce("release", new UnavailableException("database", "away", null));
    assertThatThrownBy(reports::turn).isInstanceOf(UnavailableException.class);
    assertThat(inFlight.size()).isEqualTo(3);
    reports.turn();
    assertThat(claims.calls)
        .containsExactly(finished(0, 2), released(0, 2), released(0, 2));
    assertThat(scene.told(WorkerEvent.SubtaskFinished.class)).hasSize(2);
    assertThat(inFlight.size()).isEqualTo(1);
  }

  @Test
  void ofABatchThatIsRefusedEachIsTriedAlone() throws InterruptedException {
    run(5);
    finish(0, 2);
    handBack(2, 4);
    claims.failOnce("release", new IllegalStateException("refused"));
    reports.turn();
    assertThat(claims.calls)
        .containsExactly(finished(0, 2), released(0, 2), released(0, 1), released(0, 1));
    assertThat(inFlight.size()).isEqualTo(1);
  }

  @Test
  void anErrorLosesNone() throws InterruptedException {
    run(5);
    handBack(0, 4);
    claims.failOnce("release", new IllegalStateException("refused"));
    claims.failOnce("release", new LinkageError("of a class"));
    assertThatThrownBy(reports::turn).isInstanceOf(LinkageError.class);
    assertThat(reports.backlog()).isEqualTo(4);
    reports.turn();
    assertThat(inFlight.size()).isEqualTo(1);
  }
}
