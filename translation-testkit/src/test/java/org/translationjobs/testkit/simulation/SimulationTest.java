package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Faults STORM = new RandomFaults(15, true, Duration.ofSeconds(40));

  /** Two workers, of which a dead one is replaced, and one job. */
  private static void oneJob(Simulation simulation) throws InterruptedException {
    var workers = new ArrayList<>(
        List.of(simulation.startWorker("w1"), simulation.startWorker("w2")));
    var job = simulation.site().submit(simulation.site().importNovel(6));
    for (var next = 3; !simulation.site().hasEnded(job) && next < 10; simulation
        .sleep(Duration.ofSeconds(1))) {
      if (workers.removeIf(SimulatedWorker::isDead)) {
        workers.add(simulation.startWorker("w" + next++));
      }
    }
    assertThat(simulation.site().awaitEnd(job)).isEqualTo("COMPLETED");
    simulation.stopWorkers();
  }

  @Test
  void twoWorkersCompleteAJobWhoeverMovesNext() throws InterruptedException {
    for (var seed = 0; seed < 50; seed++) {
      new Simulation(seed).run(SimulationTest::oneJob);
    }
  }

  @Test
  void aJobIsCompletedInAStorm() throws InterruptedException {
    for (var seed = 0; seed < 50; seed++) {
      new Simulation(seed).with(STORM).run(SimulationTest::oneJob);
    }
  }

  @Test
  void anEndedJobWhoseSubtaskComesAfterItsAnnouncementIsRunAgain() throws InterruptedException {
    new Simulation(1).run(simulation -> {
      simulation.startWorker("w1");
      var novel = simulation.site().importNovel(2);
      var job = simulation.site().submit(novel);
      assertThat(simulation.site().awaitEnd(job)).isEqualTo("COMPLETED");
      var others = simulation.database().others();
      var chapter = others.insertChapter(others.insertVolume(novel, 2), 1);
      others.writeText(chapter, "en", "Late", "A late chapter.");
      others.setTotalSubtasks(job, 5);
      others.setSubtaskStatus(
          simulation.database().job(job).orElseThrow().subtasks().getFirst().id(), "PENDING");
      simulation.announcements().announce(job);
      simulation.sleep(Duration.ofSeconds(5));
      others.insertSubtask(job, chapter, 1, 100);
      simulation.await(
          "the late chapter", Duration.ofSeconds(30),
          () -> simulation.database().text(chapter, "es").isPresent());
      simulation.stopWorkers();
    });
  }

  @Test
  void theSameSeedTellsTheSameStory() throws InterruptedException {
    for (var seed = 0; seed < 20; seed++) {
      assertThat(story(seed)).isEqualTo(story(seed));
    }
  }

  @Test
  void anotherSeedTellsAnotherStory() throws InterruptedException {
    assertThat(Stream.of(story(1), story(2), story(3)).distinct()).hasSize(3);
  }

  private static List<String> story(long seed) throws InterruptedException {
    return new Simulation(seed).with(STORM).run(SimulationTest::oneJob).trace();
  }
}
