package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.Look;

/**
 * An idle worker is told by one look what there is to do, but no job depends on it: whatever it says,
 * a job that nobody announced is completed, even after the worker that had it has died.
 */
class LookTest {
  private static final int SEEDS = 5;

  /** What the look says instead of the truth. */
  enum Says {
    NOTHING {
      @Override
      Look look() {
        return Look.NOTHING;
      }
    },
    EVERYTHING {
      @Override
      Look look() {
        return new Look(true, true, true, true, Set.of());
      }
    },
    FAILURE {
      @Override
      Look look() {
        throw new TranslationJobsException("the look takes too long");
      }
    };

    abstract Look look();
  }

  @ParameterizedTest
  @EnumSource
  void noJobDependsOnTheLook(Says says) throws InterruptedException {
    for (var seed = 0; seed < SEEDS; seed++) {
      new Simulation(seed)
          .replacing(
              Jobs.class,
              jobs -> Changed.method(Jobs.class, jobs, "look", (given, original) -> says.look()))
          .withEngine((request, random) -> new EngineFault.Hangs(Duration.ofSeconds(5)))
          .run(s -> {
            var first = s.startWorker("w1");
            s.startWorker("w2");
            s.sleep(Duration.ofSeconds(40));
            var job = s.site().submitSilently(s.site().importNovel("The novel", 12));
            s.await("calls", Duration.ofSeconds(60), () -> !s.calls().isEmpty());
            first.kill();
            assertThat(s.site().awaitEnd(job)).isEqualTo("COMPLETED");
            s.stopWorkers();
          });
    }
  }
}
