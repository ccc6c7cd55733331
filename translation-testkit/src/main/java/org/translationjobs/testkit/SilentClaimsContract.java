package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;

/** Claims that do not show in the guide's table at once, those among them that are made with a run's start. */
public interface SilentClaimsContract {
  DatabaseUnderTest database();

  private List<Claim> claimSilently(WorkerId worker, RunId run, int atMost) {
    return database().claims().claim(worker, List.of(run), atMost, atMost, Scene.LEASE, true);
  }

  private Activated.Started startClaiming(Scene scene, int atMost) {
    return startClaiming(scene, RunRequest.announced(Scene.PLAN), atMost);
  }

  private Activated.Started startClaiming(Scene scene, RunRequest request, int atMost) {
    var first = new FirstClaims(scene.one, atMost, Scene.LEASE);
    var activated = scene.activate(request.claiming(Optional.of(first)));
    assertThat(activated).isInstanceOf(Activated.Started.class);
    return (Activated.Started) activated;
  }

  @Test
  default void theSubtaskOfASilentClaimIsPendingUntilItIsDone() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claim = claimSilently(scene.one, run, 1).get(0);
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
    assertThat(scene.claim(scene.other, run, 10)).hasSize(1);
    assertThat(database().claims().revoked(scene.one, List.of(claim))).isEmpty();
    assertThat(database().claims().renew(scene.one, List.of(claim), Scene.LEASE)).isEmpty();
    assertThat(scene.finish(List.of(claim)))
        .containsEntry(claim.id(), new Finish.Accepted(new Progress(1, 2), 1));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("DONE");
  }

  @Test
  default void aSilentClaimIsShownOnceAndOnlyByItsWorker() {
    var scene = Scene.pendingJob(database(), 1);
    var claims = claimSilently(scene.one, scene.start(), 1);
    var subtask = scene.subtasks.get(0);
    assertThat(database().claims().show(scene.other, claims)).isEmpty();
    assertThat(scene.status(subtask)).isEqualTo("PENDING");
    assertThat(database().claims().show(scene.one, claims)).containsExactly(claims.get(0).id());
    assertThat(scene.status(subtask)).isEqualTo("IN_PROGRESS");
    assertThat(database().claims().show(scene.one, claims)).containsExactly(claims.get(0).id());
    assertThat(database().claims().revoked(scene.one, claims)).isEmpty();
    database().setSubtaskStatus(subtask, "PENDING");
    assertThat(database().claims().show(scene.one, claims)).containsExactly(claims.get(0).id());
    assertThat(scene.status(subtask)).as("reset by somebody").isEqualTo("PENDING");
    assertThat(database().claims().revoked(scene.one, claims)).hasSize(1);
    assertThat(scene.finish(claims).values()).allMatch(Finish.Stale.class::isInstance);
  }

  @Test
  default void inAJobThatIsSomeoneElsesNothingIsShown() {
    var scene = Scene.pendingJob(database(), 1);
    var claims = claimSilently(scene.one, scene.start(), 1);
    database().setJobStatus(scene.job, "ARCHIVED");
    assertThat(database().claims().show(scene.one, claims)).isEmpty();
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
  }

  @Test
  default void whatIsInProgressAlreadyIsNotClaimedSilently() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    database().setSubtaskStatus(scene.subtasks.get(0), "IN_PROGRESS");
    var claims = claimSilently(scene.one, run, 1);
    assertThat(claims).hasSize(1);
    assertThat(database().claims().revoked(scene.one, claims)).isEmpty();
    database().setSubtaskStatus(scene.subtasks.get(0), "PENDING");
    assertThat(database().claims().revoked(scene.one, claims)).as("reset").hasSize(1);
    assertThat(scene.finish(claims).values()).allMatch(Finish.Stale.class::isInstance);
  }

  @Test
  default void whatOthersMadeOfItsSubtaskRevokesASilentClaim() {
    var scene = Scene.pendingJob(database(), 3);
    var run = scene.start();
    var claims = claimSilently(scene.one, run, 3);
    database().setSubtaskStatus(scene.subtasks.get(0), "FAILED");
    database().setSubtaskStatus(scene.subtasks.get(1), "SKIPPED");
    database().deleteSubtask(scene.subtasks.get(2));
    assertThat(database().claims().revoked(scene.one, claims)).hasSize(3);
    assertThat(database().claims().show(scene.one, claims)).isEmpty();
    assertThat(scene.finish(claims).values()).allMatch(Finish.Stale.class::isInstance);
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("FAILED");
    assertThat(scene.status(scene.subtasks.get(1))).isEqualTo("SKIPPED");
  }

  @Test
  default void whatOthersHaveChangedIsNotClaimedSilently() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    database().setSubtaskStatus(scene.subtasks.get(0), "SKIPPED");
    assertThat(claimSilently(scene.one, run, 10)).extracting(c -> c.item().subtask())
        .containsExactly(scene.subtasks.get(1));
  }

  @Test
  default void aSilentClaimOutlivesTheSettlementOfItsRun() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = claimSilently(scene.one, run, 1);
    assertThat(scene.settle(run)).isInstanceOfSatisfying(
        Settled.GoesOn.class, goesOn -> assertThat(goesOn.takenIn()).isZero());
    assertThat(scene.finish(claims).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  default void aSilentClaimEndsLikeAnyOther() {
    var scene = Scene.pendingJob(database(), 4);
    var run = scene.start();
    var claims = claimSilently(scene.one, run, 4);
    var retried = claims.get(0);
    var failed = claims.get(1);
    assertThat(
        database().claims()
            .release(
                List.of(
                    new Release.Retry(retried.id(), retried.item(), Duration.ZERO, "checks"),
                    new Release.Fail(failed.id(), failed.item(), "no text"))))
        .containsExactlyInAnyOrder(retried.id(), failed.id());
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
    assertThat(scene.status(scene.subtasks.get(1))).isEqualTo("FAILED");
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(database().claims().rescue(10)).hasSize(2);
    assertThat(scene.finish(claims).values()).allMatch(Finish.Stale.class::isInstance);
    assertThat(scene.claim(scene.other, run, 10)).extracting(c -> c.item().counts())
        .containsExactly(
            new WorkItem.Counts(1, 0, 0), new WorkItem.Counts(0, 0, 1),
            new WorkItem.Counts(0, 0, 1));
  }

  @Test
  default void whatRunsAloneIsNotClaimedSilently() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    for (var deaths = 0; deaths < Rescue.ALONE_FROM; deaths++) {
      assertThat(claimSilently(scene.one, run, 1)).hasSize(1);
      database().letTimePass(Scene.LEASE.plusSeconds(1));
      assertThat(database().claims().rescue(10)).hasSize(1);
    }
    assertThat(claimSilently(scene.one, run, 1)).isEmpty();
    assertThat(database().claims().claimAlone(scene.one, List.of(run), Scene.LEASE)).isPresent();
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("IN_PROGRESS");
  }

  @Test
  default void theFirstSubtasksAreClaimedWithTheStart() {
    var scene = Scene.pendingJob(database(), 3);
    var first = database().insertSubtask(
        scene.job, "volume", scene.volume.id(), 9, 50, "PENDING");
    var started = startClaiming(scene, 2);
    assertThat(started.toTranslate()).isEqualTo(4);
    assertThat(started.claims()).extracting(c -> c.item().subtask())
        .containsExactly(first, scene.subtasks.get(0));
    assertThat(started.claims()).allSatisfy(claim -> {
      assertThat(claim.item().run()).isEqualTo(started.run());
      assertThat(claim.item().counts()).isEqualTo(WorkItem.Counts.ZERO);
      assertThat(claim.plan()).isEqualTo(Scene.PLAN);
      assertThat(claim.languages()).isEqualTo(Scene.EN_ES);
      assertThat(claim.novel()).isEqualTo(scene.novel);
    });
    assertThat(scene.status(first)).isEqualTo("PENDING");
    assertThat(database().claims().claimable(scene.other, 10))
        .singleElement()
        .satisfies(run -> assertThat(run.liveClaims()).isEqualTo(2));
    assertThat(scene.claim(scene.other, started.run(), 10)).extracting(c -> c.item().subtask())
        .containsExactly(scene.subtasks.get(1), scene.subtasks.get(2));
    assertThat(scene.finish(started.claims()).values())
        .allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  default void whatWasClaimedWithTheStartIsRescued() {
    var scene = Scene.pendingJob(database(), 2);
    var started = startClaiming(scene, 10);
    assertThat(started.claims()).hasSize(2);
    assertThat(database().claims().claimable(scene.other, 10)).isEmpty();
    assertThat(database().claims().rescue(10)).isEmpty();
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(database().claims().rescue(10)).hasSize(2);
    assertThat(scene.finish(started.claims()).values()).allMatch(Finish.Stale.class::isInstance);
    assertThat(scene.claim(scene.other, started.run(), 10)).hasSize(2);
  }

  @Test
  default void nothingIsClaimedWithTheStartOfWhatIsHeld() {
    var held = Scene.pendingJob(database(), 1);
    database().holds().place(new HoldScope.Job(held.job), Hold.Kind.PAUSE, "why", "who");
    assertThat(startClaiming(held, 10).claims()).isEmpty();
    database().holds().place(new HoldScope.Engine("pseudo"), Hold.Kind.QUOTA, "why", "who");
    assertThat(startClaiming(Scene.pendingJob(database(), 1), 10).claims()).isEmpty();
    database().holds().release(new HoldScope.Engine("pseudo"), Hold.Kind.QUOTA);
    assertThat(startClaiming(Scene.pendingJob(database(), 1), 10).claims()).hasSize(1);
  }

  @Test
  default void nothingIsClaimedWithTheStartOfWhatIsReservedForAnother() {
    var scene = Scene.pendingJob(database(), 1);
    scene.beat(scene.other);
    var request = Scene.reserved(Trigger.ADOPTION, scene.other);
    assertThat(startClaiming(scene, request, 10).claims()).isEmpty();
  }

  @Test
  default void whatSomebodyHasWorkedOnIsNotClaimedWithTheStart() {
    var scene = Scene.pendingJob(database(), 2);
    database().setSubtaskStatus(scene.subtasks.get(0), "FAILED");
    assertThat(startClaiming(scene, 10).claims()).isEmpty();
  }

  @Test
  default void whatIsDoneOrHasRunBeforeIsNotClaimedWithTheStart() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    IntStream.range(0, 2)
        .forEach(i -> database().setSubtaskStatus(scene.subtasks.get(i), "PENDING"));
    var started = startClaiming(scene, 10);
    assertThat(started.number()).isEqualTo(2);
    assertThat(started.claims()).isEmpty();
    assertThat(scene.claim(scene.one, started.run(), 10)).hasSize(2);
  }
}
