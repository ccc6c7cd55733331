package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.testkit.memory.BrokenClaims;
import org.translationjobs.testkit.memory.BrokenHousekeeping;
import org.translationjobs.testkit.memory.BrokenJobs;
import org.translationjobs.testkit.memory.BrokenPromotions;
import org.translationjobs.testkit.memory.BrokenRuns;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.simulation.storm.Storm;

/**
 * A rule that nobody can break proves nothing: each of these worlds has one rule broken, and a storm
 * that aims at it finds out within a few seeds, for the reason that it should.
 */
class BrokenVariantsTest {
  private static final int WITHIN = 1_000;

  /**
   * A world with one rule broken.
   *
   * @param storm
   *          in which it is found out
   * @param complaint
   *          a regular expression for the first line of the failure
   */
  private record Broken(
      String name, String complaint, Storm storm, UnaryOperator<Simulation> breaking) {}

  private static final Storm LEASES =
      Storm.of("PAUSED", "CUT_OFF", "KILLED", "DATABASE_AWAY", "REPLACED");
  private static final Storm STOPS = Storm.of("STOPPED", "REPLACED", "KILLED");
  private static final Storm OPERATORS =
      Storm.of("CANCELLED", "CANCELLED_AND_REPROCESSED", "REPROCESSED", "REPROCESSED_UNFINISHED");
  private static final Storm HOLDS =
      Storm.of("JOB_PAUSED", "JOB_OUT_OF_BUDGET", "APPROVAL_WANTED", "FLEET_PAUSED",
          "ENGINE_OUT_OF_QUOTA");
  private static final Storm WRITES = Storm.of(
      "SUBTASK_INSERTED", "SUBTASK_DELETED", "SUBTASK_RESET", "SUBTASK_FINISHED",
      "SUBTASK_FAILED", "ONE_SUBTASK_REPROCESSED");
  private static final Storm TEXTS = Storm.of("TEXT_PROVIDED", "FAILED_ONES_PROVIDED", "CANCELLED");
  private static final Storm MESSAGES = Storm.of(
      "MESSAGE_DOUBLED", "MESSAGES_REORDERED", "ANNOUNCED_TOO_EARLY", "QUEUE_AWAY", "KILLED");
  private static final Storm OBJECTS =
      Storm.of("OBJECT_LOST", "OBJECT_TRUNCATED", "OBJECT_ALTERED", "STORE_AWAY");
  private static final Storm PROMOTIONS = Storm.of(
      "REPROCESSED", "SUBTASK_RESET", "SUBTASK_FINISHED", "TRANSLATION_EDITED", "STORE_AWAY",
      "PAUSED");

  private static final Storm PAUSES = Storm.of("PAUSED", "CUT_OFF");
  private static final Storm FINISHES = Storm.of("SUBTASK_FINISHED", "SOURCE_EDITED");
  private static final Faults SLOW = new SlowPromotions(Faults.NONE, Duration.ofSeconds(20));

  private static Stream<Broken> variants() {
    return Stream.of(
        claims("finish without a fence", "was accepted under claim", LEASES,
            BrokenClaims::finishWithoutFence),
        claims("finish fenced by the number of the attempt", "was accepted under claim", LEASES,
            BrokenClaims::finishFencedByAttempt),
        new Broken("finish fenced by a read before the write",
            "was accepted (under claim|in a run that is over|while)", LEASES,
            s -> s.replacing(
                Claims.class, claims -> BrokenClaims.finishFencedByRead(
                    s.database(), () -> s.delay(Duration.ofSeconds(1))))),
        claims("finish in a cancelled job", "was accepted", OPERATORS,
            BrokenClaims::finishInCancelledJob),
        claims("finish of an earlier run", "was accepted", OPERATORS,
            BrokenClaims::finishOfEarlierRun),
        claims("a repeated finish counts again", "says completed_subtasks", LEASES,
            BrokenClaims::finishCountedTwice),
        claims("rescue before the lease is over", "was rescued, but", LEASES,
            BrokenClaims::rescueOfTheLiving),
        new Broken("rescue without comparing the lease in the write", "was rescued, but", LEASES,
            s -> s.replacing(
                Claims.class, claims -> BrokenClaims.rescueWithoutSecondLook(
                    s.database(), () -> s.delay(Duration.ofSeconds(1))))),
        claims("a rescue costs an attempt", "the rescue of .* cost|had more than", LEASES,
            BrokenClaims::rescueCostsAnAttempt),
        claims("no rescue", "is still .* minutes after", LEASES, BrokenClaims::noRescue),
        claims("claims in spite of holds", "was claimed while it was held", HOLDS,
            BrokenClaims::claimInSpiteOfHolds),
        new Broken("a cancelled job's run goes on", "was claimed while its job was", OPERATORS,
            s -> s.replacing(Jobs.class, jobs -> BrokenJobs.cancelLeavesTheRun(s.database()))
                .replacing(
                    Claims.class, claims -> BrokenClaims.claimWhateverTheJob(s.database()))),
        claims("everybody empties itself for what runs alone", "reserved what runs alone, but",
            LEASES, BrokenClaims::everybodyIsAlone),
        claims("the wait after a failure is ignored", "was claimed before it was due", LEASES,
            BrokenClaims::claimBeforeDue),
        new Broken("an item is handed out twice", "was claimed while|was given out", LEASES, s -> {
          var given = new ArrayList<org.translationjobs.core.work.Claim>();
          return s.replacing(Claims.class, claims -> BrokenPorts.claimingTwice(claims, given));
        }),
        claims("release without a fence", "a release changed a subtask that was not held", LEASES,
            BrokenClaims::releaseWithoutFence),
        claims("a text is provided whatever the state",
            "provide (brought a|changed a (job|subtask) whose status is not ours)", TEXTS,
            BrokenClaims::provideWhateverTheState),
        port("a hand-back costs an attempt", "HandBack.* made", STOPS,
            Claims.class, BrokenPorts::handBackCostsAnAttempt),
        port("a failure of the engine costs an attempt", "Postpone.* made", LEASES,
            Claims.class, BrokenPorts::postponementCostsAnAttempt),
        port("attempts without end", "Fail.* made|had more than", LEASES,
            Claims.class, BrokenPorts::attemptsWithoutEnd),
        port("retries without a wait", "Retry.* made", LEASES,
            Claims.class, BrokenPorts::retryWithoutDelay),
        slowly("promotion without comparison", "is not the result of its subtask", FINISHES,
            BrokenPromotions::withoutComparison),
        slowly("promotion without a claim", "was promoted under", PAUSES,
            BrokenPromotions::withoutClaim),
        slowly("promotion of two jobs side by side",
            "the later-created job|is not a translation of its source|changed the text", PROMOTIONS,
            BrokenPromotions::notSerialised),
        promotions("promotion replaces what was edited", "was edited since|the later-created job",
            PROMOTIONS, BrokenPromotions::replacingEverything),
        promotions("rows are visible before the commit", "write changed the text", LEASES,
            BrokenPromotions::writtenAtOnce),
        promotions("hashes are not compared", "is not a translation of its source", OBJECTS,
            BrokenPromotions::withoutHash),
        settling("FAILED counts as done", "was promoted with", WRITES,
            BrokenRuns::failedCountsAsDone),
        settling("fewer subtasks are enough", "was promoted with|is not the result of its subtask",
            WRITES,
            BrokenRuns::fewerSubtasksAreEnough),
        settling("a held job is promoted", "was promoted while it was held", HOLDS,
            BrokenRuns::holdsAreIgnored),
        new Broken("the claim on a promotion has no end", "is still .* minutes after", LEASES,
            s -> s.with(SLOW)
                .replacing(
                    Runs.class, runs -> BrokenRuns.promotionsAreClaimedForEver(s.database()))),
        new Broken("two runs at once", "has 2 active runs", OPERATORS,
            s -> s.replacing(Jobs.class, jobs -> BrokenJobs.twoRunsAtOnce(s.database()))),
        new Broken("only announced jobs are found", "is still .* minutes after", MESSAGES,
            s -> s.replacing(Jobs.class, jobs -> BrokenJobs.onlyAnnounced(s.database()))),
        port("acknowledged before it is known", "but is not kept for", MESSAGES,
            Announcements.class, BrokenPorts::acknowledgingAtOnce),
        port("an unknown job is dropped at once", "was acknowledged before the database knew",
            MESSAGES, Jobs.class, BrokenPorts::unknownIsDropped),
        port("messages are taken from the living", "were taken from worker", MESSAGES,
            Announcements.class, BrokenPorts::recoveringFromAll),
        port("staging keys without the claim", "was overwritten, though", LEASES,
            Staging.class, BrokenPorts::keysWithoutClaim),
        new Broken("staged results are cleaned away too early", "waits for its promotion", STOPS,
            s -> s.replacing(
                Housekeeping.class,
                keeping -> BrokenHousekeeping.cleansWhatIsNeeded(s.database()))),
        new Broken("promoted results are cleaned away at once",
            "before its retention time was over", STOPS,
            s -> s.replacing(
                Housekeeping.class, keeping -> BrokenHousekeeping.cleansAtOnce(s.database()))));
  }

  private interface Breaking<P> {
    P of(InMemoryDatabase database);
  }

  private static Broken claims(
      String name, String complaint, Storm storm, Breaking<Claims> breaking) {
    return new Broken(
        name, complaint, storm,
        s -> s.replacing(Claims.class, claims -> breaking.of(s.database())));
  }

  private static Broken promotions(
      String name, String complaint, Storm storm, Breaking<Promotions> breaking) {
    return new Broken(
        name, complaint, storm,
        s -> s.replacing(Promotions.class, promotions -> breaking.of(s.database())));
  }

  private static Broken slowly(
      String name, String complaint, Storm storm, Breaking<Promotions> breaking) {
    return new Broken(
        name, complaint, storm,
        s -> s.with(SLOW)
            .replacing(Promotions.class, promotions -> breaking.of(s.database())));
  }

  /** The promotion looks at the job again; that second look has to be broken, too. */
  private static Broken settling(
      String name, String complaint, Storm storm, Breaking<Runs> breaking) {
    return new Broken(
        name, complaint, storm,
        s -> s.replacing(Runs.class, runs -> breaking.of(s.database()))
            .replacing(
                Promotions.class,
                promotions -> BrokenPromotions.withoutLookAtTheJob(s.database())));
  }

  private static <P> Broken port(
      String name, String complaint, Storm storm, Class<P> port, UnaryOperator<P> breaking) {
    return new Broken(name, complaint, storm, s -> s.replacing(port, breaking));
  }

  @TestFactory
  List<DynamicTest> everyBrokenRuleIsFound() {
    return variants()
        .map(broken -> DynamicTest.dynamicTest(broken.name(), () -> isFound(broken)))
        .toList();
  }

  private static void isFound(Broken broken) throws InterruptedException {
    for (var seed = 0; seed < WITHIN; seed++) {
      try {
        broken.breaking().apply(Storm.simulation(seed)).run(broken.storm());
      } catch (SimulationFailure e) {
        assertThat(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
            .containsPattern(broken.complaint());
        System.out.println(broken.name() + ": found in seed " + seed);
        return;
      }
    }
    fail(broken.name() + " was not found within " + WITHIN + " seeds");
  }
}
