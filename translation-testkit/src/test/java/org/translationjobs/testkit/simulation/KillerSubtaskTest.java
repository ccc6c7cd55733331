package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.memory.Rows;

/** A subtask whose translation kills every worker ends alone; what ran beside it does not suffer. */
class KillerSubtaskTest {
  private static final String KILLER = "Text of chapter 3.";

  @Test
  void onlyTheKillerFailsAndIsNamed() throws InterruptedException {
    for (var seed = 0; seed < 50; seed++) {
      var simulation = new Simulation(seed);
      simulation.withEngine((request, random) -> {
        if (request.segments().stream().anyMatch(s -> s.text().equals(KILLER))) {
          simulation.scheduler().kill(simulation.scheduler().current().crew);
          simulation.scheduler().step();
        }
        return new EngineFault.None();
      });
      simulation.run(KillerSubtaskTest::play);
    }
  }

  @Test
  void whoHasNotReservedWhatRunsAloneDoesItWhenThereIsNothingElse() throws InterruptedException {
    var simulation = new Simulation(1);
    var deaths = new AtomicInteger();
    simulation.withEngine((request, random) -> {
      if (deaths.get() < Rescue.ALONE_FROM
          && request.segments().stream().anyMatch(s -> s.text().equals(KILLER))) {
        deaths.incrementAndGet();
        simulation.scheduler().kill(simulation.scheduler().current().crew);
        simulation.scheduler().step();
      }
      return new EngineFault.None();
    });
    simulation.run(KillerSubtaskTest::playBesideAnotherThatIsAlone);
    assertThat(deaths).hasValue(Rescue.ALONE_FROM);
  }

  private static void playBesideAnotherThatIsAlone(Simulation simulation)
      throws InterruptedException {
    var suspects = simulation.site().submit(simulation.site().importNovel(6));
    for (var i = 1; i <= Rescue.ALONE_FROM; i++) {
      var worker = simulation.startWorker("w" + i);
      simulation.await("its death", Duration.ofHours(1), worker::isDead);
    }
    var claims = simulation.database().claims();
    var other = WorkerId.random();
    var reserved = Duration.ofHours(2);
    assertThat(claims.reserveAlone(other, reserved)).isTrue();
    var innocent = simulation.site().submit(simulation.site().importNovel(2));
    simulation.startWorker("last");
    assertThat(simulation.site().awaitEnd(innocent)).isEqualTo("COMPLETED");
    assertThat(simulation.site().hasEnded(suspects)).isFalse();
    assertThat(simulation.site().awaitEnd(suspects)).isEqualTo("COMPLETED");
    assertThat(claims.reserveAlone(WorkerId.random(), reserved)).as("still reserved").isFalse();
    simulation.stopWorkers();
  }

  private static void play(Simulation simulation) throws InterruptedException {
    var workers = new ArrayList<>(
        List.of(simulation.startWorker("w1"), simulation.startWorker("w2")));
    var job = simulation.site().submit(simulation.site().importNovel(6));
    for (var next = 3; !simulation.site().hasEnded(job); simulation.sleep(Duration.ofSeconds(1))) {
      if (workers.removeIf(SimulatedWorker::isDead)) {
        workers.add(simulation.startWorker("w" + next++));
      }
      assertThat(next).as("workers started").isLessThan(30);
    }
    var row = simulation.database().job(job).orElseThrow();
    assertThat(row.status()).isEqualTo("FAILED");
    assertThat(row.subtasks().stream().filter(s -> s.status().equals("FAILED")).toList())
        .singleElement()
        .extracting(Rows.Subtask::id)
        .satisfies(killer -> assertThat(row.errorMessage()).contains(killer.toString()));
    simulation.stopWorkers();
  }
}
