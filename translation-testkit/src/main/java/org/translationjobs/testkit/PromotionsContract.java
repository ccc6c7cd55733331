package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.promotion.Obstacle;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.text.TranslatedText;

/** What every {@link Promotions} must do. */
public interface PromotionsContract {
  DatabaseUnderTest database();

  @Test
  default void aPromotionWritesEveryRowAndCompletesTheJob() {
    var scene = Scene.pendingJob(database(), 5);
    database().writeText(scene.chapters.get(0), "es", "antes", "antes");
    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(4, 1, List.of()));
    assertThat(scene.chapters)
        .allMatch(chapter -> scene.title(chapter).equals(Scene.titleOf(chapter)));
    assertThat(database().job(scene.job).orElseThrow()).satisfies(row -> {
      assertThat(row.status()).isEqualTo("COMPLETED");
      assertThat(row.progress()).isEqualTo(100);
      assertThat(row.completed()).isEqualTo(5);
    });
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
  }

  @Test
  default void nothingIsSeenBeforeTheEndAndNothingAfterARollback() {
    var scene = Scene.pendingJob(database(), 3);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    try (var transaction = database().promotions().begin(claim)) {
      assertThat(Scene.writeAll(transaction, t -> t))
          .hasSize(3)
          .allMatch(Written.Inserted.class::isInstance);
      assertThat(scene.chapters).allMatch(chapter -> scene.title(chapter).equals("none"));
    }
    assertThat(scene.chapters).allMatch(chapter -> scene.title(chapter).equals("none"));
    assertThat(scene.status()).isEqualTo("IN_PROGRESS");
    assertThat(scene.promote(claim)).isInstanceOf(Completion.Completed.class);
  }

  @Test
  default void itemsComeInTheOrderOfTheirEntitiesWithTheirResults() {
    var scene = Scene.pendingJob(database(), 5);
    var run = scene.start();
    var claims = scene.claim(scene.one, run, 10);
    scene.finish(claims);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      var items = new ArrayList<PromotionItem>();
      for (var next = transaction.next(2); !next.isEmpty(); next = transaction.next(2)) {
        assertThat(next.size()).isLessThanOrEqualTo(2);
        items.addAll(next);
      }
      assertThat(items).hasSize(5);
      assertThat(items).extracting(i -> i.entity().id().toString()).isSorted();
      assertThat(items).allSatisfy(item -> {
        assertThat(item.resultText()).isNull();
        assertThat(item.resultPath()).contains(item.subtask().toString());
        assertThat(item.hash()).isPresent();
        assertThat(item.store()).contains(Scene.STORE);
      });
    }
  }

  @Test
  default void aResultOfAForeignWorkerIsPromotedToo() {
    var scene = Scene.pendingJob(database(), 2);
    database().finishSubtask(scene.subtasks.get(0), "staging/x.json", null);
    var run = scene.start();
    scene.finishAll(run);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      assertThat(transaction.next(10)).filteredOn(i -> i.hash().isEmpty())
          .singleElement()
          .satisfies(item -> {
            assertThat(item.resultPath()).isEqualTo("staging/x.json");
            assertThat(item.store()).isEmpty();
          });
    }
  }

  @Test
  default void whatAnEarlierRunPromotedIsNotTouchedAgain() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    database().writeText(scene.chapters.get(0), "es", "mejor", "mejor");
    var added = scene.addChapter(3);
    scene.addSubtask(added, 3);
    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run)))
        .isEqualTo(new Completion.Completed(1, 0, List.of()));
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("mejor");
    assertThat(scene.title(added)).isEqualTo(Scene.titleOf(added));
    assertThat(scene.completed()).isEqualTo(3);
  }

  @Test
  default void aRowEditedSinceItsPromotionIsKept() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    database().writeText(scene.chapters.get(0), "es", "mejor", "mejor");
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.All()));
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run), t -> "otra vez"))
        .isInstanceOfSatisfying(Completion.Completed.class, completed -> {
          assertThat(completed.updated()).isOne();
          assertThat(completed.kept()).singleElement()
              .asString()
              .contains(scene.chapters.get(0).id().toString());
        });
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("mejor");
    assertThat(scene.title(scene.chapters.get(1))).isEqualTo("otra vez");
    assertThat(scene.status()).isEqualTo("COMPLETED");
  }

  @Test
  default void aRowWrittenAgainWithTheSameTextIsNotEdited() {
    var scene = Scene.pendingJob(database(), 1);
    scene.complete();
    database().writeText(scene.chapters.get(0), "es", Scene.titleOf(scene.chapters.get(0)),
        "Contenido");
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.All()));
    scene.finishAll(run);
    scene.promote(scene.promotionClaim(run), t -> "otra vez");
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("otra vez");
  }

  @Test
  default void editsAreOverwrittenWhenThePlanAsksForIt() {
    var scene = Scene.pendingJob(database(), 1);
    scene.complete();
    database().writeText(scene.chapters.get(0), "es", "mejor", "mejor");
    var plan = Scene.plan(FailurePolicy.FINISH_OTHERS, true, "pseudo");
    var run = scene.start(
        new RunRequest(
            Trigger.REPROCESS, new Scope.All(), plan, Optional.empty(),
            Optional.empty()));
    scene.finishAll(run);
    scene.promote(scene.promotionClaim(run), t -> "otra vez");
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("otra vez");
  }

  @Test
  default void theLaterCreatedJobWins() {
    var scene = Scene.pendingJob(database(), 1);
    database().letTimePass(Duration.ofSeconds(1));
    var later = database().insertJob(scene.novel, Scene.EN_ES, "PENDING", 1);
    database().insertSubtask(later, "chapter", scene.chapters.get(0).id(), 1, 100, "PENDING");
    var activated = database().jobs()
        .activate(
            later, RunRequest.announced(Scene.PLAN), Scene.PATIENCE);
    var laterRun = ((Activated.Started) activated).run();
    scene.finish(scene.claim(scene.one, laterRun, 1));
    scene.promote(scene.promotionClaim(laterRun), t -> "later");

    var run = scene.start();
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run), t -> "earlier"))
        .isInstanceOfSatisfying(
            Completion.Completed.class, completed -> assertThat(completed.kept()).hasSize(1));
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("later");
    assertThat(scene.status()).isEqualTo("COMPLETED");
  }

  @Test
  default void aChangedSourceIsNoticed() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    database().writeText(scene.chapters.get(0), "en", "Title 1", "Other content");
    database().writeText(scene.chapters.get(1), "en", "Title 2", "Content 2");
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      assertThat(Scene.writeAll(transaction, t -> t)).hasSize(2)
          .filteredOn(Written.Changed.class::isInstance)
          .hasSize(1);
      assertThatThrownBy(transaction::complete).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void aRowThatDoesNotFitIsRefusedByName() {
    var scene = Scene.pendingJob(database(), 2);
    database().limitTitles(100);
    var run = scene.start();
    scene.finishAll(run);
    var long1 = "x".repeat(101);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      assertThat(
          Scene.writeAll(
              transaction, t -> t.equals(Scene.titleOf(scene.chapters.get(0))) ? long1 : t))
          .filteredOn(Written.RowRefused.class::isInstance)
          .singleElement()
          .asString()
          .contains("101", "100", "title");
    }
  }

  @Test
  default void aResetDuringThePromotionUndoesIt() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    try (var transaction = database().promotions().begin(claim)) {
      Scene.writeAll(transaction, t -> t);
      database().setSubtaskStatus(scene.subtasks.get(0), "PENDING");
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
    database().promotions().release(claim, Duration.ZERO, "not now");
    assertThat(scene.title(scene.chapters.get(1))).isEqualTo("none");
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    scene.finishAll(run);
    assertThat(scene.promote(scene.promotionClaim(run))).isInstanceOf(Completion.Completed.class);
  }

  @Test
  default void aReprocessDuringThePromotionUndoesIt() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      Scene.writeAll(transaction, t -> "old");
      var again = scene.start(Scene.request(Trigger.REPROCESS, new Scope.All()));
      scene.finishAll(again);
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("none");
    assertThat(scene.status()).isEqualTo("IN_PROGRESS");
  }

  @Test
  default void anAlteredResultDuringThePromotionUndoesIt() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      Scene.writeAll(transaction, t -> "old");
      database().finishSubtask(scene.subtasks.get(0), "elsewhere.json", null);
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
  }

  @Test
  default void aSubtaskAddedDuringThePromotionUndoesIt() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    var added = scene.addChapter(2);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      Scene.writeAll(transaction, t -> t);
      scene.addSubtask(added, 2);
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
    assertThat(scene.settle(run)).isInstanceOf(Settled.GoesOn.class);
    assertThat(scene.claim(scene.one, run, 10)).hasSize(1);
  }

  @Test
  default void aCancelOrAHoldOrADeletionDuringThePromotionUndoesIt() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    var hold = new HoldScope.Job(scene.job);
    var claim = scene.promotionClaim(run);
    try (var transaction = database().promotions().begin(claim)) {
      Scene.writeAll(transaction, t -> t);
      database().holds().place(hold, Hold.Kind.PAUSE, "why", "who");
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
    database().promotions().release(claim, Duration.ZERO, "not now");
    database().holds().release(hold, Hold.Kind.PAUSE);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      Scene.writeAll(transaction, t -> t);
      database().jobs().cancel(scene.job, "why");
      assertThat(transaction.complete()).isInstanceOf(Completion.NotNow.class);
    }
    assertThat(scene.status()).isEqualTo("CANCELLED");
    assertThat(scene.title(scene.chapters.get(0))).isEqualTo("none");
  }

  @Test
  default void aLostClaimPromotesNothing() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    var lost = scene.promotionClaim(run);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    var taken = scene.promotionClaim(run);
    assertThat(database().promotions().renew(lost, Scene.LEASE)).isFalse();
    assertThat(database().promotions().renew(taken, Scene.LEASE)).isTrue();
    assertThat(scene.promote(lost)).isInstanceOf(Completion.NotNow.class);
    database().promotions().release(lost, Duration.ZERO, "late");
    assertThat(scene.promote(taken)).isInstanceOf(Completion.Completed.class);
  }

  @Test
  default void aReleasedPromotionIsSettledAgainAfterTheDelay() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    database().promotions().release(claim, Duration.ofSeconds(5), "not now");
    assertThat(database().runs().toSettle(Duration.ofMinutes(1), 10)).isEmpty();
    database().letTimePass(Duration.ofSeconds(6));
    assertThat(database().runs().toSettle(Duration.ofMinutes(1), 10)).containsExactly(run);
  }

  @Test
  default void aDamagedResultIsLookedForAgainThenTranslatedAgainTwiceThenFailed() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    var damaged = new Obstacle.Damaged(scene.subtasks.get(0), "it is missing");
    for (var repeat = 1; repeat <= Obstacle.MOST_REPEATS; repeat++) {
      assertThat(database().promotions().report(scene.promotionClaim(run), List.of(damaged)))
          .containsExactly(new Obstacle.Decision.LookAgain(Obstacle.LOOK_AGAIN_EVERY));
      database().letTimePass(Obstacle.LOOK_AGAIN_FOR.plusSeconds(1));
      assertThat(database().promotions().report(scene.promotionClaim(run), List.of(damaged)))
          .containsExactly(new Obstacle.Decision.TranslateAgain());
      assertThat(scene.completed()).isOne();
      assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("PENDING");
      scene.finishAll(run);
      assertThat(scene.completed()).isEqualTo(2);
    }
    database().promotions().report(scene.promotionClaim(run), List.of(damaged));
    database().letTimePass(Obstacle.LOOK_AGAIN_FOR.plusSeconds(1));
    assertThat(database().promotions().report(scene.promotionClaim(run), List.of(damaged)))
        .singleElement()
        .isInstanceOf(Obstacle.Decision.Fail.class);
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
    assertThat(scene.errorMessage()).contains("it is missing");
  }

  @Test
  default void aRefusedRowFailsItsSubtaskAlone() {
    var scene = Scene.pendingJob(database(), 2);
    var run = scene.start();
    scene.finishAll(run);
    var refused = new Obstacle.RowRefused(scene.subtasks.get(0), "title too long");
    assertThat(database().promotions().report(scene.promotionClaim(run), List.of(refused)))
        .containsExactly(new Obstacle.Decision.Fail("title too long"));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("FAILED");
    assertThat(scene.completed()).isOne();
    assertThat(scene.settle(run)).isInstanceOf(Settled.JobFailed.class);
    assertThat(scene.errorMessage()).contains("1 of 2", "title too long");
  }

  @Test
  default void aReportUnderALostClaimChangesNothing() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    scene.finishAll(run);
    var lost = scene.promotionClaim(run);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    scene.promotionClaim(run);
    database().promotions()
        .report(
            lost, List.of(new Obstacle.RowRefused(scene.subtasks.get(0), "no")));
    assertThat(scene.status(scene.subtasks.get(0))).isEqualTo("DONE");
  }

  @Test
  default void aMissingBodyStaysMissing() {
    var scene = Scene.pendingJob(database(), 0);
    var novel = Scene.novelRef(scene.novel);
    database().writeText(novel, "en", "Title", null);
    database().insertSubtask(scene.job, "novel", novel.id(), 0, 10, "PENDING");
    database().setTotalSubtasks(scene.job, 1);
    var run = scene.start();
    scene.finishAll(run);
    try (var transaction = database().promotions().begin(scene.promotionClaim(run))) {
      var item = transaction.next(1).get(0);
      assertThat(
          transaction.write(List.of(new PromotionText(item, new TranslatedText("Título", null)))))
          .containsExactly(new Written.Inserted());
      assertThat(transaction.next(1)).isEmpty();
      assertThat(transaction.complete()).isInstanceOf(Completion.Completed.class);
    }
    assertThat(database().text(novel, "es").orElseThrow().body()).isNull();
  }
}
