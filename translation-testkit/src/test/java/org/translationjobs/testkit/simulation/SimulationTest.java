package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  private static void oneJob(Simulation simulation) throws InterruptedException {
    simulation.startWorker("w1");
    simulation.startWorker("w2");
    var job = simulation.submit(simulation.importNovel(4));
    assertThat(simulation.awaitEnd(job)).isEqualTo("COMPLETED");
    simulation.stopWorkers();
  }

  @Test
  void twoWorkersCompleteAJob() throws InterruptedException {
    for (var seed = 0; seed < 200; seed++) {
      var began = System.nanoTime();
      var simulation = new Simulation(seed).run(SimulationTest::oneJob);
      if (seed % 20 == 0) {
        System.out.println(seed + " " + simulation.steps() + " steps " + simulation.time() + " in "
            + (System.nanoTime() - began) / 1e6 + " ms");
      }
      if (seed == 0) {
        simulation.trace().stream().limit(400).forEach(System.out::println);
      }
    }
  }
}
