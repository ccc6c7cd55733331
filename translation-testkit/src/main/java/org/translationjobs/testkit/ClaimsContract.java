package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem;

/** What every {@link Claims} must do. */
public interface ClaimsContract {
  DatabaseUnderTest database();

  @Test
  default void workIsClaimedInOrderOfPriorityAndSeqNullsLast() {
    var scene = Scene.pendingJob(database(), 2);
    var last = database().insertSubtask(
        scene.job, "chapter", scene.addChapter(7).id(), null, 100, "PENDING");
    var first = database().insertSubtask(
        scene.job, "volume", scene.volume.id(), 9, 50, "PENDING");
    var claims = scene.claim(scene.one, scene.start(), 10);
    assertThat(claims).extracting(c -> c.item().subtask())
        .containsExactly(first, scene.subtasks.get(0), scene.subtasks.get(1), last);
    assertThat(claims).extracting(Claim::id).doesNotHaveDuplicates();
    assertThat(claims).allMatch(c -> scene.status(c.item().subtask()).equals("IN_PROGRESS"));
  }

  @Test
  default void aClaimCarriesEverythingThatIsNeeded() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    assertThat(scene.claim(scene.one, run, 1)).singleElement().satisfies(claim -> {
      assertThat(claim.languages()).isEqualTo(Scene.EN_ES);
      assertThat(claim.plan()).isEqualTo(Scene.PLAN);
      assertThat(claim.stagingPrefix()).isNull();
      assertThat(claim.item().run()).isEqualTo(run);
      assertThat(claim.item().job()).isEqualTo(scene.job);
      assertThat(claim.item().entity()).contains(scene.chapters.get(0));
      assertThat(claim.item().counts()).isEqualTo(WorkItem.Counts.ZERO);
    });
  }

  @Test
  default void whatIsClaimedIsNotClaimedAgain() {
    var scene = Scene.pendingJob(database(), 3);
    var run = scene.start();
    assertThat(scene.claim(scene.one, run, 2)).hasSize(2);
    assertThat(scene.claim(scene.other, run, 10)).hasSize(1);
    assertThat(scene.claim(scene.other, run, 10)).isEmpty();
  }

  @Test
  default void limitsPerRunAndInAllAreKept() {
    var a = Scene.pendingJob(database(), 5);
    var b = Scene.pendingJob(database(), 5);
    var runs = List.of(a.start(), b.start());
    var claims = database().claims().claim(a.one, runs, 2, 3, Scene.LEASE, false);
    assertThat(claims).hasSize(3);
    assertThat(claims).filteredOn(c -> c.item().run().equals(runs.get(0))).hasSize(2);
    assertThat(database().claims().claim(a.one, runs, 0, 3, Scene.LEASE, false)).isEmpty();
    assertThat(database().claims().claim(a.one, List.of(), 2, 3, Scene.LEASE, false)).isEmpty();
  }

  @Test
  default void theRunWithTheFewestClaimsComesFirst() {
    var busy = Scene.pendingJob(database(), 5);
    var idle = Scene.pendingJob(database(), 5);
    var busyRun = busy.start();
    var idleRun = idle.start();
    busy.claim(busy.one, busyRun, 3);
    var claimable = database().claims().claimable(busy.one, 10);
    assertThat(claimable).extracting(c -> c.run()).containsExactly(idleRun, busyRun);
    assertThat(claimable).extracting(c -> c.liveClaims()).containsExactly(0, 3);
    assertThat(claimable.get(0).plan()).isEqualTo(Scene.PLAN);
    assertThat(database().claims().claimable(busy.one, 1)).hasSize(1);
  }

  @Test
  default void aRunWithoutDueWorkIsNotClaimable() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
    database().claims()
        .release(
            List.of(
                new Release.Postpone(claim.id(), claim.item(), Duration.ofSeconds(30), "down")));
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
    assertThat(scene.claim(scene.one, run, 1)).isEmpty();
    database().letTimePass(Duration.ofSeconds(31));
    assertThat(database().claims().claimable(scene.one, 10)).hasSize(1);
  }

  @Test
  default void aReservedRunIsClaimedByItsWorkerOnlyWhileThatLives() {
    var scene = Scene.pendingJob(database(), 2);
    scene.beat(scene.one);
    var run = scene.start(Scene.reserved(Trigger.ADOPTION, scene.one));
    assertThat(database().claims().claimable(scene.other, 10)).isEmpty();
    assertThat(scene.claim(scene.other, run, 10)).isEmpty();
    assertThat(scene.claim(scene.one, run, 1)).hasSize(1);
    database().workers().leave(scene.one);
    assertThat(scene.claim(scene.other, run, 10)).hasSize(1);
  }

  @Test
  default void aHeldJobIsNotClaimedAndItsClaimsAreRevoked() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    assertThat(database().claims().revoked(scene.one, List.of(claim))).isEmpty();
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.PAUSE, "why", "who");
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
    assertThat(scene.claim(scene.other, run, 10)).isEmpty();
    assertThat(database().claims().revoked(scene.one, List.of(claim))).containsExactly(claim.id());
    assertThat(database().claims().renew(scene.one, List.of(claim), Scene.LEASE))
        .containsExactly(claim.id());
    database().holds().release(new HoldScope.Job(scene.job), Hold.Kind.PAUSE);
    assertThat(scene.claim(scene.other, run, 10))
        .extracting(c -> c.item().counts())
        .containsExactlyInAnyOrder(new WorkItem.Counts(0, 1, 0), WorkItem.Counts.ZERO);
  }

  @Test
  default void aSpentBudgetLetsClaimsEndAndBeginsNone() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 1);
    for (var scope : List.of(
        new HoldScope.Job(scene.job), new HoldScope.Fleet(), new HoldScope.Engine("pseudo"))) {
      database().holds().place(scope, Hold.Kind.BUDGET, "why", "who");
      assertThat(database().claims().revoked(scene.one, claims)).isEmpty();
      assertThat(database().claims().renew(scene.one, claims, Scene.LEASE)).isEmpty();
      assertThat(scene.claim(scene.other, run, 10)).isEmpty();
      database().holds().release(scope, Hold.Kind.BUDGET);
    }
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.BUDGET, "why", "who");
    assertThat(scene.finish(claims).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  default void claimsOfARunWhoseEveryEngineIsHeldAreRevoked() {
    var scene = Scene.pendingJob(database(), 2);
    var claim = scene.claim(scene.one, scene.start(), 1).get(0);
    database().holds().place(new HoldScope.Engine("other"), Hold.Kind.PAUSE, "why", "who");
    assertThat(database().claims().revoked(scene.one, List.of(claim))).isEmpty();
    database().holds().place(new HoldScope.Engine("pseudo"), Hold.Kind.QUOTA, "why", "who");
    assertThat(database().claims().revoked(scene.one, List.of(claim))).containsExactly(claim.id());
    assertThat(database().claims().renew(scene.one, List.of(claim), Scene.LEASE))
        .containsExactly(claim.id());
  }

  @Test
  default void aClaimWhoseSubtaskOthersChangeOrDeleteIsRevoked() {
    var scene = Scene.pendingJob(database(), 2);
    var claims = scene.claim(scene.one, scene.start(), 3);
    var ids = claims.stream().map(Claim::id).toList();
    assertThat(database().claims().revoked(scene.one, claims)).isEmpty();
    database().setSubtaskStatus(claims.get(0).item().subtask(), "PENDING");
    database().deleteSubtask(claims.get(1).item().subtask());
    assertThat(database().claims().revoked(scene.one, claims))
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
    assertThat(database().claims().renew(scene.one, claims, Scene.LEASE))
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
  }

  @Test
  default void theFleetsHoldStopsEverything() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    database().holds().place(new HoldScope.Fleet(), Hold.Kind.BUDGET, "why", "who");
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
    assertThat(scene.claim(scene.one, run, 10)).isEmpty();
  }

  @Test
  default void onlyARunWhoseEveryEngineIsHeldIsHeld() {
    var scene = Scene.pendingJob(database(), 1);
    var chain = Scene.plan(
        Plan.FailurePolicy.FINISH_OTHERS, false, "a", "b");
    scene.start(RunRequest.announced(chain));
    database().holds().place(new HoldScope.Engine("a"), Hold.Kind.QUOTA, "why", "who");
    assertThat(database().claims().claimable(scene.one, 10)).hasSize(1);
    database().holds().place(new HoldScope.Engine("b"), Hold.Kind.QUOTA, "why", "who");
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
  }

  @Test
  default void approvalDoesNotHoldTheTranslation() {
    var scene = Scene.pendingJob(database(), 1);
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.APPROVAL, "why", "who");
    assertThat(scene.claim(scene.one, scene.start(), 10)).hasSize(1);
  }

  @Test
  default void finishingCountsAndRefersToTheResult() {
    var scene = Scene.pendingJob(database(), 3);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 2);
    var work = claims.stream().map(scene::translated).toList();
    assertThat(database().claims().finish(work).values())
        .hasSize(2)
        .contains(new Finish.Accepted(new Progress(2, 3), 1));
    assertThat(database().job(scene.job).orElseThrow()).satisfies(row -> {
      assertThat(row.completed()).isEqualTo(2);
      assertThat(row.progress()).isEqualTo(66);
      assertThat(row.subtasks()).filteredOn(s -> s.status().equals("DONE"))
          .allMatch(s -> String.valueOf(s.resultPath()).contains(s.id().toString()));
    });
  }

  @Test
  default void aRepeatedFinishIsAcceptedWithoutCountingTwice() {
    var scene = Scene.pendingJob(database(), 2);
    var claims = scene.claim(scene.one, scene.start(), 1);
    scene.finish(claims);
    assertThat(scene.finish(claims).values())
        .containsExactly(new Finish.Accepted(new Progress(1, 2), 1));
    assertThat(scene.completed()).isOne();
  }

  @Test
  default void aFinishUnderALostClaimIsStale() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var old = scene.claim(scene.one, run, 1);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(database().claims().rescue(10)).hasSize(1);
    assertThat(scene.finish(old).values()).containsExactly(new Finish.Stale());
    var fresh = scene.claim(scene.other, run, 1);
    assertThat(scene.finish(old).values()).containsExactly(new Finish.Stale());
    assertThat(scene.completed()).isZero();
    assertThat(scene.finish(fresh).values()).allMatch(Finish.Accepted.class::isInstance);
    assertThat(scene.finish(old).values()).containsExactly(new Finish.Stale());
  }

  @Test
  default void aBatchAcceptsTheGoodAndRefusesTheStale() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var old = scene.claim(scene.one, run, 1);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    database().claims().rescue(10);
    var fresh = scene.claim(scene.one, run, 2);
    var answers = scene.finish(List.of(old.get(0), fresh.get(0), fresh.get(1)));
    assertThat(answers.get(old.get(0).id())).isEqualTo(new Finish.Stale());
    assertThat(answers.get(fresh.get(0).id())).isInstanceOf(Finish.Accepted.class);
    assertThat(scene.completed()).isEqualTo(2);
  }

  @Test
  default void aFinishIsRefusedWhenJobOrSubtaskIsNotInProgress() {
    var scene = Scene.pendingJob(database(), 2);
    var claims = scene.claim(scene.one, scene.start(), 2);
    database().setSubtaskStatus(scene.subtasks.get(0), "PENDING");
    assertThat(scene.finish(claims.subList(0, 1)).values()).containsExactly(new Finish.Stale());
    database().setJobStatus(scene.job, "CANCELLED");
    assertThat(scene.finish(claims.subList(1, 2)).values()).containsExactly(new Finish.Stale());
    assertThat(scene.completed()).isZero();
  }

  @Test
  default void aFinishForADeletedJobIsStale() {
    var scene = Scene.pendingJob(database(), 1);
    var claims = scene.claim(scene.one, scene.start(), 1);
    database().deleteJob(scene.job);
    assertThat(scene.finish(claims).values()).containsExactly(new Finish.Stale());
    assertThat(database().claims().revoked(scene.one, List.of(claims.get(0))))
        .containsExactly(claims.get(0).id());
    assertThat(database().claims().renew(scene.one, List.of(claims.get(0)), Scene.LEASE))
        .containsExactly(claims.get(0).id());
  }

  @Test
  default void renewingProlongsEvenAnExpiredLeaseThatNobodyTook() {
    var scene = Scene.pendingJob(database(), 1);
    var claim = scene.claim(scene.one, scene.start(), 1).get(0);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(database().claims().renew(scene.one, List.of(claim), Scene.LEASE)).isEmpty();
    assertThat(database().claims().rescue(10)).isEmpty();
    assertThat(database().claims().renew(scene.other, List.of(claim), Scene.LEASE))
        .containsExactly(claim.id());
    var unknown = new Claim(
        ClaimId.random(), claim.item(), claim.novel(), claim.languages(), claim.plan(), null);
    assertThat(database().claims().renew(scene.one, Set.of(unknown, claim), Scene.LEASE))
        .containsExactly(unknown.id());
  }

  @Test
  default void aHandBackIsDueAtOnceAndCostsNoAttempt() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    var handBack = new Release.HandBack(claim.id(), claim.item());
    assertThat(database().claims().release(List.of(handBack))).containsExactly(claim.id());
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
    assertThat(database().claims().release(List.of(handBack))).isEmpty();
    assertThat(scene.claim(scene.other, run, 1).get(0).item().counts())
        .isEqualTo(new WorkItem.Counts(0, 1, 0));
  }

  @Test
  default void givingUpAndRescueLeaveTheSubtasksOfAJobAloneThatIsNotOurs() {
    var scene = Scene.pendingJob(database(), 3);
    var claims = scene.claim(scene.one, scene.start(), 3);
    database().setJobStatus(scene.job, "ARCHIVED");
    assertThat(
        database().claims()
            .release(
                List.of(
                    new Release.HandBack(claims.get(0).id(), claims.get(0).item()),
                    new Release.Fail(claims.get(1).id(), claims.get(1).item(), "too bad"))))
        .hasSize(2);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(database().claims().rescue(10)).hasSize(1);
    assertThat(scene.subtasks).allMatch(s -> scene.status(s).equals("IN_PROGRESS"));
  }

  @Test
  default void aRetryCostsAnAttemptAndIsDueLater() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    database().claims()
        .release(
            List.of(new Release.Retry(claim.id(), claim.item(), Duration.ofSeconds(10), "bad")));
    assertThat(scene.claim(scene.one, run, 1)).isEmpty();
    database().letTimePass(Duration.ofSeconds(11));
    assertThat(scene.claim(scene.one, run, 1).get(0).item().counts())
        .isEqualTo(new WorkItem.Counts(1, 0, 0));
  }

  @Test
  default void aFailureMarksTheSubtask() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    database().claims().release(List.of(new Release.Fail(claim.id(), claim.item(), "no text")));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("FAILED");
    assertThat(scene.completed()).isZero();
    assertThat(scene.finish(List.of(claim)).values()).containsExactly(new Finish.Stale());
    assertThat(scene.finish(scene.claim(scene.one, run, 10)).values())
        .containsExactly(new Finish.Accepted(new Progress(1, 2), 0));
  }

  @Test
  default void onlyExpiredClaimsAreRescued() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var expired = scene.claim(scene.one, run, 1).get(0);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    scene.claim(scene.other, run, 1);
    assertThat(database().claims().rescue(10)).singleElement().satisfies(rescued -> {
      assertThat(rescued.claim()).isEqualTo(expired.id());
      assertThat(rescued.from()).isEqualTo(scene.one);
      assertThat(rescued.failed()).isFalse();
    });
    assertThat(scene.status(expired.item().subtask())).isEqualTo("PENDING");
    assertThat(database().claims().renew(scene.one, List.of(expired), Scene.LEASE))
        .containsExactly(expired.id());
  }

  @Test
  default void whatKillsWorkersIsStopped() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    for (var i = 1; i <= Rescue.ALONE_FROM; i++) {
      assertThat(scene.claim(scene.one, run, 1)).hasSize(1);
      assertThat(rescueAfterLease()).singleElement().matches(rescued -> !rescued.failed());
    }
    for (var i = 1; i < Rescue.MOST_ALONE; i++) {
      assertThat(claimAlone(scene, run)).isPresent();
      assertThat(rescueAfterLease()).singleElement().matches(rescued -> !rescued.failed());
    }
    assertThat(claimAlone(scene, run)).isPresent();
    assertThat(rescueAfterLease()).singleElement().matches(Claims.Rescued::failed);
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("FAILED");
  }

  @Test
  default void whatMayKillWorkersIsClaimedAloneOnly() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    for (var i = 1; i <= Rescue.ALONE_FROM; i++) {
      assertThat(database().claims().claimable(scene.other, 10))
          .singleElement()
          .matches(claimable -> !claimable.alone());
      assertThat(claimAlone(scene, run)).isEmpty();
      assertThat(scene.claim(scene.one, run, 1)).hasSize(1);
      rescueAfterLease();
    }
    assertThat(database().claims().claimable(scene.other, 10))
        .singleElement()
        .matches(ClaimableRun::alone);
    assertThat(scene.claim(scene.other, run, 10)).extracting(c -> c.item().subtask())
        .containsExactly(scene.subtasks.get(1));
    var alone = claimAlone(scene, run).orElseThrow();
    assertThat(alone.item().subtask()).isEqualTo(scene.subtasks.get(0));
    assertThat(claimAlone(scene, run)).isEmpty();
    assertThat(scene.finish(List.of(alone)).values())
        .allMatch(Claims.Finish.Accepted.class::isInstance);
  }

  @Test
  default void oneWorkerAtATimeReservesWhatRunsAlone() {
    var scene = Scene.pendingJob(database(), 1);
    var claims = database().claims();
    assertThat(claims.reserveAlone(scene.one, Scene.LEASE)).isTrue();
    assertThat(claims.reserveAlone(scene.other, Scene.LEASE)).isFalse();
    database().letTimePass(Scene.LEASE.minusSeconds(1));
    assertThat(claims.reserveAlone(scene.one, Scene.LEASE)).isTrue();
    database().letTimePass(Scene.LEASE.minusSeconds(1));
    assertThat(claims.reserveAlone(scene.other, Scene.LEASE)).isFalse();
    database().letTimePass(Duration.ofSeconds(2));
    assertThat(claims.reserveAlone(scene.other, Scene.LEASE)).isTrue();
    assertThat(claims.reserveAlone(scene.one, Scene.LEASE)).isFalse();
  }

  private Optional<Claim> claimAlone(Scene scene, RunId run) {
    return database().claims().claimAlone(scene.one, List.of(run), Scene.LEASE);
  }

  private List<Claims.Rescued> rescueAfterLease() {
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    return database().claims().rescue(10);
  }

  @Test
  default void anItemThatSomeoneElseFinishedIsNotClaimed() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    database().finishSubtask(scene.subtasks.get(0), "staging/x.json", null);
    assertThat(scene.claim(scene.one, run, 10)).extracting(c -> c.item().subtask())
        .containsExactly(scene.subtasks.get(1));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("DONE");
    assertThat(database().claims().claimable(scene.one, 10)).isEmpty();
    assertThat(database().runs().toSettle(Duration.ofDays(1), 10)).contains(run);
  }
}
