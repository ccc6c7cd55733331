package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.simulation.rules.Rules;
import org.translationjobs.testkit.simulation.storm.Happening;
import org.translationjobs.testkit.simulation.storm.Storm;

/**
 * Thousands of storms, each decided by its seed. To play one again and read its story:
 *
 * <pre>
 * mvn -Pquick -pl translation-testkit -am test -Dtest=StormTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=4711
 * </pre>
 *
 * {@code -Dsimulation.seeds=100000} plays more of them than the usual 10,000.
 */
class StormTest {
  private static final Long ONE = Long.getLong("simulation.seed");
  private static final long SEEDS = Long.getLong("simulation.seeds", 10_000);

  /**
   * Beside {@link Rules#transitions}: by which call the arrows of docs/states.md are gone, and what a
   * claim's end may cost.
   */
  private static final List<String> TRANSITIONS = List.of(
      "job: PENDING to IN_PROGRESS by activate",
      "job: PENDING to FAILED by activate",
      "job: PENDING to CANCELLED by cancel",
      "job: IN_PROGRESS to COMPLETED by complete",
      "job: IN_PROGRESS to FAILED by settle",
      "job: IN_PROGRESS to CANCELLED by cancel",
      "job: COMPLETED to IN_PROGRESS by activate",
      "job: FAILED to IN_PROGRESS by activate",
      "job: CANCELLED to IN_PROGRESS by activate",
      "run: nothing to ACTIVE by activate",
      "run: ACTIVE to PROMOTED by complete",
      "run: ACTIVE to FAILED by settle",
      "run: ACTIVE to ENDED by activate",
      "run: ACTIVE to ENDED by cancel",
      "run: ACTIVE to ENDED by settle",
      "item: nothing to READY by activate",
      "item: nothing to READY by settle",
      "item: nothing to DONE by activate",
      "item: nothing to ASIDE by activate",
      "item: READY to CLAIMED by claim",
      "item: READY to CLAIMED by claimAlone",
      "item: READY to ASIDE by activate",
      "item: READY to ASIDE by cancel",
      "item: READY to ASIDE by settle",
      "item: CLAIMED to DONE by finish",
      "item: CLAIMED to READY by release",
      "item: CLAIMED to READY by rescue",
      "item: CLAIMED to READY by renew",
      "item: CLAIMED to FAILED by release",
      "item: CLAIMED to ASIDE by activate",
      "item: CLAIMED to ASIDE by cancel",
      "item: CLAIMED to ASIDE by settle",
      "item: DONE to READY by report",
      "item: DONE to FAILED by report",
      "item: DONE to READY by settle",
      "claim: renewed",
      "claim: renewed after its lease, before anybody took it",
      "claim: lost, its result dropped",
      "event: SubtaskRetries",
      "event: SubtaskPostponed",
      "event: SubtaskHandedBack",
      "event: EngineParked",
      "event: EngineReopened",
      "event: AnnouncementsRecovered",
      "event: AnnouncementRejected",
      "event: JobWaits",
      "event: PromotionDelayed");

  private static final List<String> FAULTS = List.of(
      "fault: UnavailableBefore",
      "fault: UnavailableAfter",
      "fault: KilledBefore",
      "fault: KilledAfter",
      "fault: Slow",
      "fault: PausedBefore",
      "fault: ClockLeap",
      "fault: database away before the effect of a call",
      "fault: database away after the effect of a call",
      "fault: queue away before the effect of a call",
      "fault: queue away after the effect of a call",
      "fault: store away before the effect of a call",
      "fault: store away after the effect of a call",
      "fault: engine answers UNAVAILABLE",
      "fault: engine answers RATE_LIMITED",
      "fault: engine answers QUOTA_EXHAUSTED",
      "fault: engine answers TRUNCATED",
      "fault: engine answers BAD_REPLY",
      "fault: engine answers REFUSED_CONTENT",
      "fault: engine hangs",
      "fault: engine throws",
      "fault: a text kills its worker");

  @Test
  void everyRuleHoldsInEverySeed() throws InterruptedException {
    if (ONE != null) {
      tellStory(ONE);
      return;
    }
    var began = System.nanoTime();
    var seeds = new Seeds(StormTest::play).play(SEEDS);
    System.out.printf(
        "%,d seeds, %,d steps, %d s; of each hundred seeds so many had:%n", SEEDS,
        seeds.steps(), (System.nanoTime() - began) / 1_000_000_000);
    seeds.counts()
        .forEach((what, count) -> tell(what, count));
    System.out.println("transitions by whatever call:");
    Rules.transitions().forEach(transition -> tell(transition, seeds.seedsWith(transition)));
    var happenings = Happening.all().stream().map(h -> "happening: " + h.name());
    assertThat(
        Stream
            .of(Rules.transitions().stream(), TRANSITIONS.stream(), FAULTS.stream(), happenings)
            .flatMap(words -> words)
            .filter(words -> seeds.seedsWith(words) * 100L < SEEDS)
            .map(words -> words + ": " + seeds.seedsWith(words) + " seeds")
            .toList())
        .as("what happens in fewer than 1 % of the seeds")
        .isEmpty();
  }

  private static void tell(String what, int count) {
    System.out.printf("%,7d %6.1f %%  %s%n", count, 100.0 * count / SEEDS, what);
  }

  @Test
  void aSeedGivesTheSameTraceTwice() {
    for (var seed = 0; seed < 100; seed++) {
      assertThat(play(seed).trace()).as("seed " + seed).isEqualTo(play(seed).trace());
    }
  }

  private static Simulation play(long seed) {
    try {
      var simulation = Storm.simulation(seed).run(Storm.any());
      checkIngredients(seed, simulation);
      return simulation;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What every storm has, whatever else happens in it. */
  private static void checkIngredients(long seed, Simulation simulation) {
    var counts = simulation.coverage().counts();
    assertThat(counts.getOrDefault("event: WorkerStarted", 0))
        .as("workers that started in seed " + seed)
        .isGreaterThanOrEqualTo(3);
    var first = simulation.site().created().getFirst();
    assertThat(simulation.site().created())
        .as("jobs on one novel in seed " + seed)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(job -> job.novel().equals(first.novel()));
    assertThat(first.subtasks()).as("subtasks of a job in seed " + seed)
        .isGreaterThanOrEqualTo(20);
    assertThat(counts.getOrDefault(Simulation.REPROCESS, 0))
        .as("runs that a reprocess began in seed " + seed)
        .isPositive();
  }

  private static void tellStory(long seed) throws InterruptedException {
    var simulation = Storm.simulation(seed);
    try {
      simulation.run(Storm.any());
    } finally {
      var story = new ArrayList<>(simulation.trace());
      story.forEach(System.out::println);
    }
  }
}
