package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.core.worker.Workers;

class LiveWorkersTest {
  private Duration now = Duration.ofSeconds(100);
  private int living = 3;
  private int questions;
  private boolean isAway;
  private final LiveWorkers workers = new LiveWorkers(new Database(), () -> now);

  private final class Database implements Workers {
    @Override
    public Set<WorkerId> living() {
      questions++;
      if (isAway) {
        throw new UnavailableException("PostgreSQL", "away", null);
      }
      return Stream.generate(WorkerId::random).limit(living).collect(Collectors.toSet());
    }

    @Override
    public void beat(WorkerProfile worker, Duration lease) {
      throw new AssertionError("only the living are asked for");
    }

    @Override
    public void leave(WorkerId worker) {
      throw new AssertionError("only the living are asked for");
    }

    @Override
    public List<WorkerView> list() {
      throw new AssertionError("only the living are asked for");
    }
  }

  @Test
  void theDatabaseIsAskedOnceInAWhile() {
    assertThat(workers.getAsInt()).isEqualTo(3);
    living = 5;
    assertThat(workers.getAsInt()).isEqualTo(3);
    assertThat(questions).isEqualTo(1);
    now = now.plus(LiveWorkers.FRESH);
    assertThat(workers.getAsInt()).isEqualTo(5);
  }

  @Test
  void theLastNumberHoldsWhileTheDatabaseIsAway() {
    workers.getAsInt();
    isAway = true;
    now = now.plus(LiveWorkers.FRESH);
    assertThat(workers.getAsInt()).isEqualTo(3);
    assertThat(workers.getAsInt()).isEqualTo(3);
    assertThat(questions).isEqualTo(2);
  }

  @Test
  void withNobodyKnownThereIsOne() {
    living = 0;
    assertThat(workers.getAsInt()).isEqualTo(1);
  }
}
