package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Jobs;

/** Many jobs that nobody announced, each of which takes a second to start. */
class BacklogTest {
  private static final Duration PROMISED = Duration.ofSeconds(20);

  @Test
  void keepsNothingWaitingThatADeadWorkerHeld() throws InterruptedException {
    var started = new AtomicInteger();
    var simulation = new Simulation(1);
    simulation
        .replacing(
            Jobs.class, jobs -> Changed.method(Jobs.class, jobs, "activate", (given, original) -> {
              simulation.delay(Duration.ofSeconds(1));
              started.incrementAndGet();
              return original.call(given);
            }))
        .withEngine((request, random) -> new EngineFault.Hangs(Duration.ofHours(1)))
        .run(s -> {
          var victim = s.startWorker("victim");
          s.site().submit(s.site().importNovel(2));
          s.await("engine calls", Duration.ofSeconds(30), () -> s.calls().size() == 4);
          var novel = s.site().importNovel(1);
          for (var i = 0; i < 200; i++) {
            s.site().submitSilently(novel);
          }
          s.startWorker("other");
          s.await("the backlog", Duration.ofMinutes(2), () -> started.get() > 20);
          victim.kill();
          s.await(
              "the rescue", PROMISED,
              () -> s.coverage().counts().containsKey("event: SubtaskRescued"));
          assertThat(started).as("jobs that were started meanwhile").hasValueBetween(30, 150);
          s.stopWorkers();
        });
  }
}
