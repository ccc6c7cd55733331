package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;

class SimulationTest {
  private static final Faults STORM = new RandomFaults(15, true, Duration.ofSeconds(40));

  /** Two workers, of which a dead one is replaced, and one job. */
  private static void oneJob(Simulation simulation) throws InterruptedException {
    var workers = new ArrayList<>(
        List.of(simulation.startWorker("w1"), simulation.startWorker("w2")));
    var job = simulation.submit(simulation.importNovel(6));
    for (var next = 3; !simulation.hasEnded(job) && next < 10; simulation
        .sleep(Duration.ofSeconds(1))) {
      if (workers.removeIf(SimulatedWorker::isDead)) {
        workers.add(simulation.startWorker("w" + next++));
      }
    }
    assertThat(simulation.awaitEnd(job)).isEqualTo("COMPLETED");
    simulation.stopWorkers();
  }

  @Test
  void twoWorkersCompleteAJobWhoeverMovesNext() throws InterruptedException {
    for (var seed = 0; seed < 200; seed++) {
      new Simulation(seed).run(SimulationTest::oneJob);
    }
  }

  @Test
  void aJobIsCompletedInAStorm() throws InterruptedException {
    for (var seed = 0; seed < 200; seed++) {
      new Simulation(seed).with(STORM).run(SimulationTest::oneJob);
    }
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

  @Test
  void aFinishWithoutFenceIsCaught() {
    assertThatThrownBy(
        () -> playUntilCaught(
            simulation -> simulation.replacing(
                Claims.class, claims -> new WithoutFence(claims, simulation.database()))))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("was accepted under claim");
  }

  @Test
  void aSecondClaimOfTheSameItemIsCaught() {
    var given = new ArrayList<Claim>();
    assertThatThrownBy(
        () -> playUntilCaught(
            simulation -> simulation.replacing(
                Claims.class, claims -> new ClaimingTwice(claims, given))))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageMatching("(?s)seed \\d+: .*(was claimed while|was given out).*");
  }

  private interface Breaking {
    Simulation of(Simulation simulation);
  }

  private static void playUntilCaught(Breaking variant) throws InterruptedException {
    for (var seed = 0; seed < 1_000; seed++) {
      variant.of(new Simulation(seed).with(STORM)).run(SimulationTest::oneJob);
    }
  }

  /** Accepts results under any claim id, as a "done" without a fence does. */
  private static final class WithoutFence extends PassingClaims {
    private final InMemoryDatabase database;

    WithoutFence(Claims claims, InMemoryDatabase database) {
      super(claims);
      this.database = database;
    }

    @Override
    public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
      var finishes = new LinkedHashMap<ClaimId, Finish>();
      for (var one : work) {
        var claim = current(one);
        var unfenced = new FinishedWork(
            claim, one.item(), one.result(), one.sourceHash(), one.sourceVersion(), one.engine(),
            one.warnings());
        finishes.put(one.claim(), claims.finish(List.of(unfenced)).get(claim));
      }
      return finishes;
    }

    private ClaimId current(FinishedWork work) {
      return database.everything()
          .runs()
          .stream()
          .filter(run -> run.id().equals(work.item().run()))
          .flatMap(run -> run.items().stream())
          .filter(item -> item.subtask().equals(work.item().subtask()))
          .filter(item -> item.state() == ItemState.CLAIMED)
          .map(Rows.Item::claim)
          .findFirst()
          .orElse(work.claim());
    }
  }

  /** Hands out an item that another worker has. */
  private static final class ClaimingTwice extends PassingClaims {
    private final List<Claim> given;

    ClaimingTwice(Claims claims, List<Claim> given) {
      super(claims);
      this.given = given;
    }

    @Override
    public List<Claim> claim(
        WorkerId worker, List<RunId> runs, int perRun, int atMost, Duration lease) {
      var claimed = new ArrayList<>(claims.claim(worker, runs, perRun, atMost, lease));
      claimed.addAll(given);
      given.clear();
      given.addAll(claimed.stream().limit(1).toList());
      return claimed;
    }
  }
}
