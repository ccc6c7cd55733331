package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

class ReportOutcomesTest {
  private static final Duration QUICK = Duration.ofMillis(5);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene scene = new WorkerScene(tasks);
  private final Throughput throughput = new Throughput(tasks.now());
  private final InFlight inFlight =
      new InFlight(tasks, scene.settings.lease(), tasks.newSignal()::raise);
  private final ReportOutcomes reports = new ReportOutcomes(
      tasks, scene.ports().claims(), scene.settings, inFlight,
      new SettleRuns(
          scene.ports(), scene.settings, scene.profile,
          new PromoteRun(scene.ports(), scene.profile, scene.events), tasks.newSignal(),
          scene.events),
      throughput, scene.events);
  private List<Held> running = List.of();

  /** So many, which take but a moment. */
  private void run(int count) {
    throughput.finished(tasks.now(), QUICK);
    running = Stream.generate(() -> WorkerScene.held(tasks.now())).limit(count).toList();
    assertThat(inFlight.hold(running)).isTrue();
    inFlight.ready(running.stream().map(h -> h.claim).toList(), Map.of());
    running.forEach(held -> assertThat(inFlight.beginNext(running.size())).contains(held));
  }

  private void end(int from, int to) {
    running.subList(from, to).forEach(held -> reports.add(Outcome.handedBack(held)));
  }

  /** How long it waited. */
  private Duration turn() throws InterruptedException {
    var began = tasks.now();
    reports.turn();
    return tasks.now().minus(began);
  }

  @Test
  void whereWorkIsQuickTheNextStatementComesAMomentLater() throws InterruptedException {
    run(4);
    end(0, 1);
    assertThat(turn()).isEqualTo(GATHERING);
    end(1, 3);
    assertThat(turn()).isEqualTo(GATHERING);
    assertThat(reports.backlog()).isZero();
  }

  @Test
  void whereItTakesItsTimeNothingIsGathered() throws InterruptedException {
    run(2);
    throughput.finished(tasks.now(), SLOW);
    end(0, 1);
    assertThat(turn()).isZero();
  }

  @Test
  void aFullBatchDoesNotWait() throws InterruptedException {
    run(700);
    end(0, 400);
    assertThat(turn()).isZero();
    assertThat(turn()).isEqualTo(GATHERING);
    tasks.whileWaiting(() -> end(401, 601));
    end(400, 401);
    assertThat(turn()).isZero();
    assertThat(reports.backlog()).isEqualTo(200);
  }

  @Test
  void whenNothingElseIsOnItsWayNothingIsWaitedFor() throws InterruptedException {
    run(3);
    end(0, 2);
    tasks.whileWaiting(() -> end(2, 3));
    assertThat(turn()).isZero();
    assertThat(turn()).isZero();
    assertThat(reports.backlog()).isZero();
  }
}
