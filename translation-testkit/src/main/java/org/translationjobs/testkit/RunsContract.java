package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.Release;

/** What every {@link Runs} must do. */
public interface RunsContract {
  DatabaseUnderTest database();

  private List<RunId> toSettle() {
    return database().runs().toSettle(Duration.ofMinutes(1), 10);
  }

  @Test
  default void aRunWithOpenWorkGoesOn() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    assertThat(toSettle()).isEmpty();
    database().letTimePass(Duration.ofSeconds(61));
    assertThat(toSettle()).containsExactly(run);
  }

  @Test
  default void aFinishedRunIsPromotedByOneWorker() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run, scene.one)).isInstanceOfSatisfying(Settled.Promote.class, p -> {
      assertThat(p.claim().job()).isEqualTo(scene.job);
      assertThat(p.claim().languages()).isEqualTo(Scene.EN_ES);
      assertThat(p.claim().plan()).isEqualTo(Scene.PLAN);
    });
    assertThat(scene.settle(run, scene.other)).isInstanceOf(Settled.GoesOn.class);
    assertThat(toSettle()).isEmpty();
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run, scene.other)).isInstanceOf(Settled.Promote.class);
  }

  @Test
  default void aRunThatStagesElsewhereIsLeftToOthers() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    assertThat(database().runs().settle(run, scene.one, new StoreId("mine"), Scene.LEASE))
        .isInstanceOf(Settled.GoesOn.class);
    assertThat(scene.settle(run)).isInstanceOf(Settled.Promote.class);
  }

  @Test
  default void failuresFailTheJobAtTheEndAndAreNamed() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 2);
    database().claims()
        .release(
            List.of(new Release.Fail(claims.get(0).id(), claims.get(0).item(), "refused content")));
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    scene.finish(claims.subList(1, 2));
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
    assertThat(scene.status()).isEqualTo("FAILED");
    assertThat(scene.errorMessage())
        .contains("1 of 2", scene.subtasks.get(0).toString(), "refused content");
    assertThat(scene.completed()).isOne();
  }

  @Test
  default void failFastStopsAtTheFirstFailure() {
    var scene = Scene.pendingJob(database(), 3);
    var plan = Scene.plan(FailurePolicy.FAIL_FAST, false, "pseudo");
    var run = scene.start(RunRequest.announced(plan));
    var claims = scene.claim(scene.one, run, 2);
    database().claims()
        .release(
            List.of(new Release.Fail(claims.get(0).id(), claims.get(0).item(), "bad")));
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
    assertThat(scene.finish(claims.subList(1, 2)).values()).containsExactly(new Finish.Stale());
    assertThat(scene.claim(scene.one, run, 10)).isEmpty();
  }

  @Test
  default void theNextRunRepeatsOnlyWhatIsMissing() {
    var scene = Scene.pendingJob(database(), 3);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 3);
    database().claims()
        .release(
            List.of(new Release.Fail(claims.get(0).id(), claims.get(0).item(), "bad")));
    scene.finish(claims.subList(1, 3));
    scene.settle(run);
    var again = scene.start(Scene.request(Trigger.REPROCESS, new Scope.Unfinished()));
    assertThat(scene.completed()).isEqualTo(2);
    scene.finishAll(again);
    scene.promote(scene.promotionClaim(again));
    assertThat(scene.chapters).allMatch(chapter -> scene.title(chapter).startsWith("es: "));
  }

  @Test
  default void lateSubtasksAreTakenInByTheSecondSettlementAndNothingIsPromotedBefore() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    scene.addSubtask(scene.addChapter(2), 2);
    var settled = scene.settle(run);
    if (settled instanceof Settled.Promote(var claim)) {
      assertThat(scene.promote(claim)).isInstanceOf(Completion.NotNow.class);
      assertThat(scene.title(scene.chapters.get(0))).isEqualTo("none");
      settled = scene.settle(run);
    }
    assertThat(settled).isInstanceOfSatisfying(
        Settled.GoesOn.class, goesOn -> assertThat(goesOn.takenIn()).isOne());
    assertThat(database().job(scene.job).orElseThrow().total()).isEqualTo(2);
    assertThat(scene.claim(scene.one, run, 10)).hasSize(1);
  }

  @Test
  default void aResetSubtaskIsTranslatedAgain() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    database().setSubtaskStatus(scene.subtasks.get(0), "PENDING");
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    assertThat(scene.completed()).isOne();
    assertThat(scene.claim(scene.one, run, 10)).hasSize(1);
  }

  @Test
  default void aResetRevokesTheClaim() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 1);
    database().setSubtaskStatus(scene.subtasks.get(0), "PENDING");
    scene.settle(run);
    var fresh = scene.claim(scene.other, run, 1);
    assertThat(fresh).hasSize(1);
    assertThat(scene.finish(claims).values()).containsExactly(new Finish.Stale());
    assertThat(scene.finish(fresh).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  default void whatOthersFinishedIsTaken() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    database().finishSubtask(scene.subtasks.get(0), "staging/x.json", null);
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    assertThat(scene.completed()).isOne();
    scene.finishAll(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.Promote.class);
  }

  @Test
  default void deletedSubtasksMakeTheTotalImpossible() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.claim(scene.one, run, 1);
    database().deleteSubtask(scene.subtasks.get(0));
    database().deleteSubtask(scene.subtasks.get(1));
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
  }

  @Test
  default void aSubtaskOnWhichNoOneWorksIsNamedWithItsStatus() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finish(scene.claim(scene.one, run, 1));
    database().setSubtaskStatus(scene.subtasks.get(1), "REVIEW");
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
    assertThat(scene.errorMessage())
        .contains("1 of 2", "subtask " + scene.subtasks.get(1) + " is REVIEW");
  }

  @Test
  default void aRunWhoseJobOthersEndedEnds() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.claim(scene.one, run, 1);
    database().setJobStatus(scene.job, "CANCELLED");
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.Ended.class);
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    assertThat(toSettle()).isEmpty();
    assertThat(scene.status()).isEqualTo("CANCELLED");
  }

  @Test
  default void aRunWhoseJobWasDeletedEnds() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    database().deleteJob(scene.job);
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.Ended.class);
  }

  @Test
  default void aJobThatOthersSetBackToPendingStartsAnew() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finish(scene.claim(scene.one, run, 1));
    database().setJobStatus(scene.job, "PENDING");
    assertThat(scene.activate()).isInstanceOfSatisfying(
        Activated.Started.class, started -> assertThat(started.toTranslate()).isOne());
  }

  @Test
  default void anApprovalHoldsThePromotionOnly() {
    var scene = Scene.pendingJob(database(), 1);
    var hold = new HoldScope.Job(scene.job);
    database().holds().place(hold, Hold.Kind.APPROVAL, "why", "who");
    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    database().holds().release(hold, Hold.Kind.APPROVAL);
    assertThat(toSettle()).containsExactly(run);
    assertThat(scene.settle(run)).isInstanceOf(Settled.Promote.class);
  }
}
