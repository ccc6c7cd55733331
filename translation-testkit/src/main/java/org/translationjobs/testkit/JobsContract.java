package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.Jobs.Cancelled;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.Look;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;

/** What every {@link Jobs} must do. */
public interface JobsContract {
  DatabaseUnderTest database();

  @Test
  default void aPendingJobIsStarted() {
    var scene = Scene.pendingJob(database(), 3);
    assertThat(scene.activate()).isInstanceOfSatisfying(Activated.Started.class, started -> {
      assertThat(started.number()).isOne();
      assertThat(started.toTranslate()).isEqualTo(3);
      assertThat(started.total()).isEqualTo(3);
    });
    assertThat(scene.status()).isEqualTo("IN_PROGRESS");
    assertThat(scene.completed()).isZero();
  }

  @Test
  default void aSecondActivationOfARunningJobChangesNothing() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 1);
    assertThat(scene.activate()).isInstanceOf(Activated.Ignored.class);
    assertThat(scene.finish(claims).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  default void anUnknownJobIsNotFound() {
    var activated = database().jobs()
        .activate(
            JobId.random(), RunRequest.announced(Scene.PLAN), Scene.PATIENCE);
    assertThat(activated).isEqualTo(new Activated.NotFound());
    assertThat(database().jobs().languages(JobId.random())).isEmpty();
    assertThat(database().jobs().cancel(JobId.random(), "why"))
        .isEqualTo(new Cancelled.NotFound());
  }

  @Test
  default void theLanguagesOfAJobAreKnown() {
    var scene = Scene.pendingJob(database(), 1);
    assertThat(database().jobs().languages(scene.job)).contains(Scene.EN_ES);
  }

  @Test
  default void aJobIsActivatedOnlyForItsOwnLanguages() {
    var scene = Scene.pendingJob(database(), 1);
    var jobs = database().jobs();
    var request = RunRequest.announced(Scene.PLAN);
    var others = Set.of(new LanguagePair("en", "fr"), new LanguagePair("es", "en"));
    assertThat(jobs.activate(scene.job, others, request, Scene.PATIENCE)).isEmpty();
    assertThat(scene.status()).isEqualTo("PENDING");
    assertThat(jobs.activate(scene.job, Set.of(), request, Scene.PATIENCE)).isEmpty();
    assertThat(jobs.activate(JobId.random(), others, request, Scene.PATIENCE))
        .contains(new Activated.NotFound());
    assertThat(jobs.activate(scene.job, Set.of(Scene.EN_ES), request, Scene.PATIENCE))
        .containsInstanceOf(Activated.Started.class);
  }

  @Test
  default void finishedSubtasksAreNotTranslatedAgain() {
    var scene = Scene.pendingJob(database(), 3);
    database().finishSubtask(scene.subtasks.get(0), "staging/a/b.json", null);
    assertThat(scene.activate()).isInstanceOfSatisfying(
        Activated.Started.class, started -> assertThat(started.toTranslate()).isEqualTo(2));
    assertThat(scene.completed()).isOne();
    assertThat(database().job(scene.job).orElseThrow().progress()).isEqualTo(33);
  }

  @Test
  default void aDoneSubtaskWithoutAResultIsTranslated() {
    var scene = Scene.pendingJob(database(), 2);
    database().finishSubtask(scene.subtasks.get(0), null, null);
    assertThat(scene.activate()).isInstanceOfSatisfying(
        Activated.Started.class, started -> assertThat(started.toTranslate()).isEqualTo(2));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
  }

  @Test
  default void tooSmallATotalIsCorrected() {
    var scene = Scene.pendingJob(database(), 3);
    database().setTotalSubtasks(scene.job, 1);
    scene.start();
    assertThat(database().job(scene.job).orElseThrow().total()).isEqualTo(3);
  }

  @Test
  default void equalLanguagesAreRefused() {
    var scene = Scene.pendingJob(database(), 1);
    var job = database().insertJob(scene.novel, LanguagePair.of("en", "EN"), "PENDING", 1);
    database().insertSubtask(job, "chapter", scene.chapters.get(0).id(), 1, 100, "PENDING");
    var activated = database().jobs()
        .activate(
            job, RunRequest.announced(Scene.PLAN), Scene.PATIENCE);
    assertThat(activated).isInstanceOf(Activated.Refused.class);
    assertThat(database().job(job).orElseThrow()).satisfies(row -> {
      assertThat(row.status()).isEqualTo("FAILED");
      assertThat(row.errorMessage()).contains("same");
    });
  }

  @Test
  default void anEntityTwiceIsRefused() {
    var scene = Scene.pendingJob(database(), 1);
    scene.addSubtask(scene.chapters.get(0), 2);
    assertThat(scene.activate()).isInstanceOf(Activated.Refused.class);
  }

  @Test
  default void anEntityOfAnotherNovelIsRefused() {
    var scene = Scene.pendingJob(database(), 1);
    var elsewhere = Scene.pendingJob(database(), 1);
    scene.addSubtask(elsewhere.chapters.get(0), 2);
    assertThat(scene.activate()).isInstanceOfSatisfying(
        Activated.Refused.class,
        refused -> assertThat(refused.reason())
            .contains(elsewhere.chapters.get(0).id().toString()));
  }

  @Test
  default void aJobWithTooFewSubtasksWaitsForItsCreatorAndThenFails() {
    var scene = Scene.pendingJob(database(), 1);
    database().setTotalSubtasks(scene.job, 2);
    assertThat(scene.activate()).isInstanceOf(Activated.Waiting.class);
    database().letTimePass(Duration.ofSeconds(61));
    assertThat(scene.activate()).isInstanceOfSatisfying(
        Activated.Refused.class, refused -> assertThat(refused.reason()).contains("1", "2"));
  }

  @Test
  default void aChangeOfItsRowsProlongsTheWait() {
    var scene = Scene.pendingJob(database(), 1);
    database().setTotalSubtasks(scene.job, 3);
    scene.activate();
    database().letTimePass(Duration.ofSeconds(61));
    scene.addSubtask(scene.addChapter(2), 2);
    assertThat(scene.activate()).isInstanceOf(Activated.Waiting.class);
  }

  @Test
  default void aForeignWorkersJobIsTakenOverOnceItRests() {
    var scene = Scene.pendingJob(database(), 2);
    database().setJobStatus(scene.job, "IN_PROGRESS");
    database().setSubtaskStatus(scene.subtasks.get(0), "IN_PROGRESS");
    assertThat(scene.activate()).isInstanceOf(Activated.Waiting.class);
    assertThat(database().jobs().unannounced(Scene.PATIENCE, 10)).isEmpty();
    database().letTimePass(Duration.ofSeconds(601));
    assertThat(database().jobs().unannounced(Scene.PATIENCE, 10)).containsExactly(scene.job);
    assertThat(scene.activate()).isInstanceOf(Activated.Started.class);
  }

  @Test
  default void anAdoptionTakesAForeignWorkersJobAtOnce() {
    var scene = Scene.pendingJob(database(), 1);
    database().setJobStatus(scene.job, "IN_PROGRESS");
    assertThat(scene.activate(Scene.request(Trigger.ADOPTION, new Scope.Unfinished())))
        .isInstanceOf(Activated.Started.class);
  }

  @Test
  default void pendingJobsAreFoundWithoutAnAnnouncement() {
    var scene = Scene.pendingJob(database(), 1);
    assertThat(database().jobs().unannounced(Scene.PATIENCE, 10)).containsExactly(scene.job);
    scene.start();
    assertThat(database().jobs().unannounced(Scene.PATIENCE, 10)).isEmpty();
  }

  @Test
  default void aLookSeesWhatThereIsToDoAndNothingElse() {
    var one = WorkerId.random();
    assertThat(look(one)).isEqualTo(Look.NOTHING);
    var scene = Scene.pendingJob(database(), 2);
    assertThat(look(one)).isEqualTo(new Look(false, false, false, true, Set.of()));
    var run = scene.start();
    scene.settle(run);
    assertThat(look(one)).isEqualTo(new Look(true, false, false, false, Set.of()));
    var claims = scene.claim(scene.one, run, 2);
    assertThat(look(one)).isEqualTo(Look.NOTHING);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(look(one).expired()).isTrue();
    scene.finish(claims);
    assertThat(look(one)).isEqualTo(new Look(false, false, true, false, Set.of()));
  }

  @Test
  default void aLookSeesARunThatNobodySettledForAWhile() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.claim(scene.one, run, 1);
    scene.settle(run);
    database().letTimePass(Duration.ofSeconds(61));
    assertThat(look(scene.one).toSettle()).isTrue();
    assertThat(database().jobs().look(scene.one, Duration.ofSeconds(62)).toSettle()).isFalse();
  }

  @Test
  default void aLookSeesAForeignWorkersJobThatRests() {
    var scene = Scene.pendingJob(database(), 1);
    database().setJobStatus(scene.job, "IN_PROGRESS");
    assertThat(look(scene.one).unannounced()).isTrue();
  }

  @Test
  default void aLookSeesNoWorkThatIsHeldOrReservedAndSeesHeldEngines() {
    var scene = Scene.pendingJob(database(), 1);
    database().workers()
        .beat(new WorkerProfile(scene.other, "other", "1", List.of(), Scene.STORE, 1), Scene.LEASE);
    scene.settle(scene.start(Scene.reserved(Trigger.ADOPTION, scene.other)));
    assertThat(look(scene.one).claimable()).isFalse();
    assertThat(look(scene.other).claimable()).isTrue();
    var engine = new HoldScope.Engine("pseudo");
    database().holds().place(engine, Hold.Kind.PAUSE, "why", "ann");
    assertThat(look(scene.other)).isEqualTo(
        new Look(false, false, false, false, Set.of("pseudo")));
    database().holds().release(engine, Hold.Kind.PAUSE);
    assertThat(look(scene.other).claimable()).isTrue();
    assertThat(look(scene.other).heldEngines()).isEmpty();
  }

  private Look look(WorkerId worker) {
    return database().jobs().look(worker, Duration.ofMinutes(1));
  }

  @Test
  default void noJobHidesTheOthersFromTheSweep() {
    var first = Scene.pendingJob(database(), 1);
    var second = Scene.pendingJob(database(), 1);
    var seen = new HashSet<>(database().jobs().unannounced(Scene.PATIENCE, 1));
    database().letTimePass(Duration.ofSeconds(1));
    seen.addAll(database().jobs().unannounced(Scene.PATIENCE, 1));
    assertThat(seen).containsExactlyInAnyOrder(first.job, second.job);
  }

  @Test
  default void aJobFromBeforeTheStartLineWaitsForAnAnnouncement() {
    var scene = Scene.pendingJob(database(), 1);
    database().backdate(scene.job);
    assertThat(database().jobs().unannounced(Scene.PATIENCE, 10)).isEmpty();
    assertThat(scene.activate(RunRequest.swept(Scene.PLAN)))
        .isInstanceOf(Activated.Ignored.class);
    assertThat(scene.activate()).isInstanceOf(Activated.Started.class);
  }

  @Test
  default void aStatusOfSomeoneElseIsLeftAlone() {
    var scene = Scene.pendingJob(database(), 1);
    database().setJobStatus(scene.job, "ARCHIVED");
    assertThat(scene.activate()).isInstanceOf(Activated.Ignored.class);
    assertThat(database().jobs().cancel(scene.job, "why"))
        .isEqualTo(new Cancelled.NotPossible("ARCHIVED"));
    assertThat(scene.status()).isEqualTo("ARCHIVED");
  }

  @Test
  default void cancellingEndsTheRunAndRevokesItsClaims() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 1);
    assertThat(database().jobs().cancel(scene.job, "why")).isEqualTo(new Cancelled.Done());
    assertThat(database().jobs().cancel(scene.job, "why")).isEqualTo(new Cancelled.Done());
    assertThat(scene.status()).isEqualTo("CANCELLED");
    assertThat(database().claims().revoked(scene.one, claims))
        .containsExactly(claims.get(0).id());
    assertThat(scene.finish(claims).values()).containsExactly(new Finish.Stale());
    assertThat(scene.claim(scene.other, run, 10)).isEmpty();
    assertThat(scene.activate()).isInstanceOf(Activated.Ignored.class);
  }

  @Test
  default void aCompletedJobCannotBeCancelledAndIsIgnored() {
    var scene = Scene.pendingJob(database(), 1);
    scene.complete();
    assertThat(scene.activate()).isInstanceOf(Activated.Ignored.class);
    assertThat(database().jobs().cancel(scene.job, "why"))
        .isEqualTo(new Cancelled.NotPossible("COMPLETED"));
  }

  @Test
  default void aCompletedJobWithAddedChaptersRunsAgainForThose() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    scene.addSubtask(scene.addChapter(3), 3);
    assertThat(scene.activate()).isInstanceOfSatisfying(Activated.Started.class, started -> {
      assertThat(started.number()).isEqualTo(2);
      assertThat(started.toTranslate()).isOne();
      assertThat(started.total()).isEqualTo(3);
    });
  }

  @Test
  default void reprocessingReplacesTheRunUnderWay() {
    var scene = Scene.pendingJob(database(), 2);
    var old = scene.start();
    var claims = scene.claim(scene.one, old, 2);
    scene.finish(claims.subList(0, 1));
    assertThat(scene.activate(Scene.request(Trigger.REPROCESS, new Scope.All())))
        .isInstanceOfSatisfying(Activated.Started.class, started -> {
          assertThat(started.number()).isEqualTo(2);
          assertThat(started.toTranslate()).isEqualTo(2);
        });
    assertThat(scene.completed()).isZero();
    assertThat(scene.finish(claims.subList(1, 2)).values()).containsExactly(new Finish.Stale());
    assertThat(scene.claim(scene.one, old, 10)).isEmpty();
  }

  @Test
  default void aRunReservedForALivingWorkerIsNotReplaced() {
    var scene = Scene.pendingJob(database(), 1);
    scene.beat(scene.one);
    scene.start(Scene.reserved(Trigger.ADOPTION, scene.one));
    assertThat(scene.activate(Scene.reserved(Trigger.REPROCESS, scene.other)))
        .isInstanceOf(Activated.Ignored.class);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(scene.activate(Scene.reserved(Trigger.REPROCESS, scene.other)))
        .isInstanceOf(Activated.Started.class);
  }

  @Test
  default void aRunForOneSubtaskLeavesTheOthersAlone() {
    var scene = Scene.pendingJob(database(), 3);
    scene.complete();
    var subtask = scene.subtasks.get(1);
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.Only(subtask)));
    var claims = scene.claim(scene.one, run, 10);
    assertThat(claims).singleElement()
        .satisfies(
            claim -> assertThat(claim.item().subtask()).isEqualTo(subtask));
    scene.finish(claims);
    scene.promote(scene.promotionClaim(run), title -> "again");
    assertThat(scene.status()).isEqualTo("COMPLETED");
    assertThat(scene.title(scene.chapters.get(1))).isEqualTo("again");
    assertThat(scene.title(scene.chapters.get(0))).startsWith("es: ");
  }

  @Test
  default void aRunForSomeSubtasksLeavesTheOthersAlone() {
    var scene = Scene.pendingJob(database(), 4);
    scene.complete();
    var some = Set.of(scene.subtasks.get(0), scene.subtasks.get(2));
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.Only(some)));
    database().setSubtaskStatus(scene.subtasks.get(1), "PENDING");
    scene.settle(run);
    var claims = scene.claim(scene.one, run, 10);
    assertThat(claims).extracting(claim -> claim.item().subtask())
        .containsExactlyInAnyOrderElementsOf(some);
    database().setSubtaskStatus(scene.subtasks.get(1), "DONE");
    scene.finish(claims);
    scene.promote(scene.promotionClaim(run), title -> "again");
    assertThat(scene.title(scene.chapters.get(2))).isEqualTo("again");
    assertThat(scene.title(scene.chapters.get(3))).startsWith("es: ");
  }

  @Test
  default void aPlanThatCannotBeServedWaitsAndIsThenRefused() {
    var scene = Scene.pendingJob(database(), 1);
    var request = RunRequest.announced(Scene.PLAN).refusing(Optional.of("no such pair"));
    assertThat(scene.activate(request)).isInstanceOf(Activated.Waiting.class);
    database().letTimePass(Duration.ofSeconds(61));
    assertThat(scene.activate(request)).isEqualTo(new Activated.Refused("no such pair"));
    assertThat(scene.errorMessage()).isEqualTo("no such pair");
  }

  @Test
  default void aSubtaskInAStatusOfSomeoneElseIsNotTranslated() {
    var scene = Scene.pendingJob(database(), 2);
    database().setSubtaskStatus(scene.subtasks.get(0), "ON_HOLD");
    var run = scene.start();
    assertThat(scene.claim(scene.one, run, 10)).hasSize(1);
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("ON_HOLD");
  }

  @Test
  default void anUnknownEntityTypeIsHandedOutAsItIs() {
    var scene = Scene.pendingJob(database(), 1);
    database().insertSubtask(scene.job, "appendix", UUID.randomUUID(), null, 200, "PENDING");
    var run = scene.start();
    assertThat(scene.claim(scene.one, run, 10)).last().satisfies(claim -> {
      assertThat(claim.item().entityType()).isEqualTo("appendix");
      assertThat(claim.item().entity()).isEmpty();
    });
  }
}
