package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.Claims.Provided;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.Release;

/** What every {@link Claims#provide} must do. */
public interface ProvideContract {
  DatabaseUnderTest database();

  @Test
  default void aProvidedTextFinishesAFailedSubtaskOfARunUnderWay() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 2);
    fail(claims.get(0));
    assertThat(provide(scene, 0))
        .isEqualTo(new Provided.Accepted(new Progress(1, 2), 1, true));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("DONE");
    assertThat(scene.completed()).isEqualTo(1);
    scene.finish(List.of(claims.get(1)));
    assertThat(scene.promote(scene.promotionClaim(run))).isInstanceOf(Completion.Completed.class);
    assertThat(scene.status()).isEqualTo("COMPLETED");
    assertThat(view(scene, 0)).satisfies(view -> {
      assertThat(view.engine()).contains(ProvidedWork.ENGINE);
      assertThat(view.warnings()).isEmpty();
      assertThat(view.promoted()).isTrue();
    });
    assertThat(view(scene, 0).basis()).isEmpty();
    assertThat(view(scene, 1).engine()).contains("pseudo");
    assertThat(view(scene, 1).basis()).isPresent();
  }

  @Test
  default void theLastMissingTextLeavesNothingToTranslate() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finish(scene.claim(scene.one, run, 1));
    assertThat(provide(scene, 1))
        .isEqualTo(new Provided.Accepted(new Progress(2, 2), 0, true));
    assertThat(scene.claim(scene.one, run, 10)).isEmpty();
    assertThat(database().runs().toSettle(Duration.ofHours(1), 10)).contains(run);
    assertThat(scene.promote(scene.promotionClaim(run))).isInstanceOf(Completion.Completed.class);
  }

  @Test
  default void aFailedJobGoesOnToItsPromotionByANewRunThatTranslatesNothing() {
    var scene = Scene.pendingJob(database(), 2);
    failedJob(scene);
    assertThat(provide(scene, 0))
        .isEqualTo(new Provided.Accepted(new Progress(2, 2), 0, false));
    assertThat(scene.status()).isEqualTo("FAILED");
    assertThat(scene.completed()).isEqualTo(2);
    var run = scene.start(Scene.request(Trigger.ADOPTION, new Scope.Unfinished()));
    assertThat(scene.claim(scene.one, run, 10)).isEmpty();
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(2, 0, List.of()));
    assertThat(view(scene, 0).engine()).contains(ProvidedWork.ENGINE);
  }

  @Test
  default void whatIsProvidedInAFailedJobIsKeptByTheNextRun() {
    var scene = Scene.pendingJob(database(), 3);
    var first = scene.start();
    scene.claim(scene.one, first, 3).forEach(this::fail);
    assertThat(scene.settle(first)).isInstanceOf(Settled.JobFailed.class);
    assertThat(provide(scene, 1)).isEqualTo(
        new Provided.Accepted(new Progress(1, 3), 2, false));
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.Unfinished()));
    assertThat(scene.claim(scene.one, run, 10)).extracting(claim -> claim.item().subtask())
        .containsExactlyInAnyOrder(scene.subtasks.get(0), scene.subtasks.get(2));
    assertThat(view(scene, 1).engine()).contains(ProvidedWork.ENGINE);
  }

  @Test
  default void aRunOfEverythingTranslatesAProvidedTextAgain() {
    var scene = Scene.pendingJob(database(), 2);
    failedJob(scene);
    provide(scene, 0);
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.All()));
    scene.finishAll(run);
    assertThat(view(scene, 0).engine()).contains("pseudo");
  }

  @Test
  default void aTextReplacesAFinishedAndAPromotedOne() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    assertThat(provide(scene, 1))
        .isEqualTo(new Provided.Accepted(new Progress(2, 2), 0, false));
    assertThat(view(scene, 1).promoted()).isFalse();
    assertThat(view(scene, 0).promoted()).isTrue();
    var run = scene.start(Scene.request(Trigger.ADOPTION, new Scope.Unfinished()));
    assertThat(provide(scene, 0))
        .isEqualTo(new Provided.Accepted(new Progress(2, 2), 0, true));
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(0, 2, List.of()));
  }

  @Test
  default void nothingIsFinishedUnderAnEarlierClaim() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var lost = scene.claim(scene.one, run, 1).get(0);
    database().claims().release(List.of(new Release.HandBack(lost.id(), lost.item())));
    assertThat(provide(scene, 0)).isInstanceOf(Provided.Accepted.class);
    assertThat(scene.finish(List.of(lost)).values())
        .containsExactly(new Finish.Stale());
    assertThat(view(scene, 0).engine()).contains(ProvidedWork.ENGINE);
  }

  @Test
  default void whatIsBeingTranslatedOrPromotedIsLeftAlone() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var claim = scene.claim(scene.one, run, 1).get(0);
    assertRefused(scene, "being translated");
    assertThat(scene.finish(List.of(claim)).values())
        .allMatch(Finish.Accepted.class::isInstance);
    scene.promotionClaim(run);
    assertRefused(scene, "being promoted");
    assertThat(view(scene, 0).engine()).contains("pseudo");
  }

  @Test
  default void aHeldJobTakesATextAndIsPromotedAfterwards() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.PAUSE, "why", "who");
    assertThat(provide(scene, 0)).isInstanceOf(Provided.Accepted.class);
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    database().holds().release(new HoldScope.Job(scene.job), Hold.Kind.PAUSE);
    assertThat(scene.promote(scene.promotionClaim(run))).isInstanceOf(Completion.Completed.class);
  }

  @Test
  default void statesThatForbidItRefuseATextAndChangeNothing() {
    var scene = Scene.pendingJob(database(), 1);
    assertRefused(scene, "no worker has started it yet");
    database().setJobStatus(scene.job, "IN_PROGRESS");
    assertRefused(scene, "none of our workers ever had it");
    database().setJobStatus(scene.job, "PENDING");
    failedJob(scene);
    database().setJobStatus(scene.job, "IN_PROGRESS");
    assertRefused(scene, "another program has it");
    database().setJobStatus(scene.job, "ON_FIRE");
    assertRefused(scene, "'ON_FIRE' is not one of ours");
    database().setJobStatus(scene.job, "CANCELLED");
    assertRefused(scene, "CANCELLED");
    database().setJobStatus(scene.job, "FAILED");
    database().setSubtaskStatus(scene.subtasks.get(0), "ODD");
    assertRefused(scene, "'ODD' is not one of ours");
    assertThat(scene.completed()).isZero();
  }

  @Test
  default void aTextInAnotherStoreIsRefused() {
    var scene = Scene.pendingJob(database(), 1);
    failedJob(scene);
    var work = scene.provided(0, ClaimId.random(), new StoreId("elsewhere"));
    assertThat(database().claims().provide(work)).isInstanceOfSatisfying(
        Provided.Refused.class, refused -> assertThat(refused.reason()).contains("elsewhere"));
    assertThat(
        database().housekeeping().disposable(new StoreId("elsewhere"), Duration.ZERO, 10))
        .hasSizeLessThanOrEqualTo(1);
    database().letTimePass(Duration.ofMinutes(1));
    assertThat(
        database().housekeeping().disposable(new StoreId("elsewhere"), Duration.ofSeconds(1), 10))
        .containsExactly(((StagedResult.Stored) work.result()).path());
  }

  @Test
  default void aRepeatedTextIsKept() {
    var scene = Scene.pendingJob(database(), 1);
    failedJob(scene);
    var work = scene.provided(0, ClaimId.random(), Scene.STORE);
    var once = database().claims().provide(work);
    assertThat(database().claims().provide(work)).isEqualTo(once);
    database().letTimePass(Duration.ofMinutes(1));
    assertThat(database().housekeeping().disposable(Scene.STORE, Duration.ofSeconds(1), 10))
        .doesNotContain(((StagedResult.Stored) work.result()).path());
  }

  @Test
  default void anUnknownSubtaskIsNotFound() {
    var scene = Scene.pendingJob(database(), 1);
    failedJob(scene);
    var other = Scene.pendingJob(database(), 1);
    var known = scene.provided(0, ClaimId.random(), Scene.STORE);
    var claims = database().claims();
    assertThat(claims.provide(named(known, scene.job, other.subtasks.get(0))))
        .isEqualTo(new Provided.NotFound());
    assertThat(
        claims.provide(
            named(known, JobId.parse("00000000-0000-4000-8000-000000000000"),
                scene.subtasks.get(0))))
        .isEqualTo(new Provided.NotFound());
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("FAILED");
  }

  private static ProvidedWork named(ProvidedWork work, JobId job, SubtaskId subtask) {
    return new ProvidedWork(
        work.id(), job, subtask, work.result(), work.store(), work.sourceHash(),
        work.sourceVersion());
  }

  private void assertRefused(Scene scene, String because) {
    assertThat(provide(scene, 0)).isInstanceOfSatisfying(
        Provided.Refused.class, refused -> assertThat(refused.reason()).contains(because));
  }

  /** The first subtask failed for good, the others are finished. */
  private void failedJob(Scene scene) {
    var run = scene.start(
        RunRequest.announced(Scene.plan(Plan.FailurePolicy.FINISH_OTHERS, false, "pseudo")));
    var claims = scene.claim(scene.one, run, 10);
    fail(claims.get(0));
    scene.finish(claims.subList(1, claims.size()));
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
  }

  private void fail(Claim claim) {
    database().claims().release(List.of(new Release.Fail(claim.id(), claim.item(), "refused")));
  }

  private Provided provide(Scene scene, int index) {
    return database().claims().provide(scene.provided(index, ClaimId.random(), Scene.STORE));
  }

  private SubtaskView view(Scene scene, int index) {
    return database().views()
        .subtasks(scene.job)
        .stream()
        .filter(view -> view.id().equals(scene.subtasks.get(index)))
        .findFirst()
        .orElseThrow();
  }
}
