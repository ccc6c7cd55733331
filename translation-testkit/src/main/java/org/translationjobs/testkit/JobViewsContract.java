package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.Release;

/** What every {@link JobViews} must do. */
public interface JobViewsContract {
  DatabaseUnderTest database();

  @Test
  default void aJobIsShownWithItsRunAndItsHolds() {
    var scene = Scene.pendingJob(database(), 4);
    database().writeText(Scene.novelRef(scene.novel), "en", "The Novel", null);
    scene.beat(scene.one);
    var run = scene.start();
    scene.finish(scene.claim(scene.one, run, 1));
    scene.claim(scene.one, run, 1);
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.APPROVAL, "why", "who");
    assertThat(database().views().find(scene.job)).hasValueSatisfying(view -> {
      assertThat(view.title()).contains("The Novel");
      assertThat(view.languages()).isEqualTo(Scene.EN_ES);
      assertThat(view.status()).isEqualTo("IN_PROGRESS");
      assertThat(view.progress()).isEqualTo(new Progress(1, 4));
      assertThat(view.subtasks())
          .isEqualTo(Map.of("PENDING", 2, "IN_PROGRESS", 1, "DONE", 1));
      assertThat(view.holds()).hasSize(1);
      assertThat(view.startedAt()).isPresent();
      assertThat(view.finishedAt()).isEmpty();
    });
    assertThat(database().views().find(scene.job).orElseThrow().run())
        .hasValueSatisfying(shown -> {
          assertThat(shown.id()).isEqualTo(run);
          assertThat(shown.state()).isEqualTo("ACTIVE");
          assertThat(shown.plan()).isEqualTo(Scene.PLAN);
          assertThat(shown.due()).isEqualTo(2);
          assertThat(shown.claimed()).isOne();
          assertThat(shown.waiting()).isZero();
        });
    assertThat(database().views().find(JobId.random())).isEmpty();
  }

  @Test
  default void aFinishedSubtaskTellsOfWhichTextAndWithWhichGlossaryItWasMade() {
    var scene = Scene.pendingJob(database(), 2);
    var term = new Term("Lamp", "Lámpara", Term.Kind.TERM, "", false, Term.Origin.PERSON);
    database().glossaries()
        .change(scene.novel, Scene.EN_ES, List.of(new GlossaryChange.Put(term, false)));
    var run = scene.start();
    database().glossaries()
        .change(scene.novel, Scene.EN_ES, List.of(new GlossaryChange.Remove("Lamp")));
    var claims = scene.claim(scene.one, run, 1);
    scene.finish(claims);
    var finished = claims.getFirst().item().subtask();
    assertThat(database().views().subtasks(scene.job)).allSatisfy(subtask -> {
      var basis = subtask.basis();
      assertThat(basis.isPresent()).isEqualTo(subtask.id().equals(finished));
      assertThat(basis.map(SubtaskView.Basis::glossaryVersion).orElse(1L)).isEqualTo(1);
    });
  }

  @Test
  default void holdsOfTheFleetAndOfEveryEngineOfTheRunAreShownUntilTheJobHasEnded() {
    var waiting = Scene.pendingJob(database(), 1);
    var scene = Scene.pendingJob(database(), 1);
    scene.beat(scene.one);
    scene.start(
        RunRequest.announced(Scene.plan(Plan.FailurePolicy.FINISH_OTHERS, false, "a", "b")));
    var a = new HoldScope.Engine("a");
    var b = new HoldScope.Engine("b");
    var fleet = new HoldScope.Fleet();
    database().holds().place(a, Hold.Kind.QUOTA, "why", "who");
    assertThat(holdsOn(scene)).isEmpty();
    database().holds().place(b, Hold.Kind.PAUSE, "why", "who");
    assertThat(holdsOn(scene)).containsExactlyInAnyOrder(a, b);
    assertThat(holdsOn(waiting)).isEmpty();
    database().holds().place(fleet, Hold.Kind.BUDGET, "why", "who");
    assertThat(holdsOn(waiting)).containsExactly(fleet);
    assertThat(holdsOn(scene)).hasSize(3).startsWith(fleet);
    var own = new HoldScope.Job(scene.job);
    database().holds().place(own, Hold.Kind.PAUSE, "why", "who");
    assertThat(holdsOn(scene)).hasSize(4).startsWith(own, fleet);
    database().jobs().cancel(scene.job, "enough");
    assertThat(holdsOn(scene)).containsExactly(own);
  }

  private List<HoldScope> holdsOn(Scene scene) {
    return database().views()
        .find(scene.job)
        .orElseThrow()
        .holds()
        .stream()
        .map(Hold::scope)
        .toList();
  }

  @Test
  default void jobsAreListedTheNewestFirst() {
    var first = Scene.pendingJob(database(), 1);
    database().letTimePass(Duration.ofSeconds(1));
    var second = Scene.pendingJob(database(), 1);
    second.start();
    assertThat(database().views().list(Optional.empty(), 10)).extracting(JobView::id)
        .containsExactly(second.job, first.job);
    assertThat(database().views().list(Optional.of("PENDING"), 10)).extracting(JobView::id)
        .containsExactly(first.job);
    assertThat(database().views().list(Optional.empty(), 1)).hasSize(1);
  }

  @Test
  default void aReservationIsShownAsLongAsItsWorkerLives() {
    var scene = Scene.pendingJob(database(), 1);
    scene.beat(scene.one);
    scene.start(Scene.reserved(Trigger.REPROCESS, scene.one));
    assertThat(reservation(scene)).contains("worker " + scene.one);
    database().workers().leave(scene.one);
    assertThat(reservation(scene)).isEmpty();
    scene.beat(scene.one);
    assertThat(reservation(scene)).contains("worker " + scene.one);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    assertThat(reservation(scene)).isEmpty();
  }

  private Optional<String> reservation(Scene scene) {
    return database().views()
        .find(scene.job)
        .flatMap(JobView::run)
        .orElseThrow()
        .reservedFor();
  }

  @Test
  default void subtasksAreShownWithWhatBecameOfThem() {
    var scene = Scene.pendingJob(database(), 4);
    scene.beat(scene.one);
    var claims = scene.claim(scene.one, scene.start(), 3);
    scene.finish(claims.subList(0, 1));
    database().claims()
        .release(
            List.of(
                new Release.Retry(
                    claims.get(1).id(), claims.get(1).item(), Duration.ofSeconds(9),
                    "bad answer")));
    var views = database().views().subtasks(scene.job);
    assertThat(views).extracting(v -> v.id()).containsExactlyElementsOf(scene.subtasks);
    assertThat(views).extracting(v -> v.status())
        .containsExactly("DONE", "PENDING", "IN_PROGRESS", "PENDING");
    assertThat(views.get(0)).satisfies(view -> {
      assertThat(view.engine()).contains("pseudo");
      assertThat(view.resultPath()).isPresent();
      assertThat(view.promoted()).isFalse();
      assertThat(view.worker()).isEmpty();
    });
    assertThat(views.get(1)).satisfies(view -> {
      assertThat(view.lastProblem()).contains("bad answer");
      assertThat(view.counts().attempts()).isOne();
    });
    assertThat(views.get(2).worker()).contains("worker " + scene.one);
    assertThat(database().views().jobOf(scene.subtasks.get(0))).contains(scene.job);
    assertThat(database().views().jobOf(SubtaskId.random())).isEmpty();
  }

  @Test
  default void promotedSubtasksAreMarked() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    assertThat(database().views().subtasks(scene.job)).allMatch(v -> v.promoted());
    assertThat(database().views().find(scene.job).orElseThrow().run().orElseThrow().state())
        .isEqualTo("PROMOTED");
  }

  @Test
  default void whatWasPromotedIsKnownByItsHash() {
    var scene = Scene.pendingJob(database(), 2);
    assertThat(database().views().promotedTexts(scene.subtasks)).isEmpty();
    scene.complete();
    var promoted = database().views().promotedTexts(scene.subtasks);
    assertThat(promoted).containsOnlyKeys(scene.subtasks);
    var chapter = scene.chapters.getFirst();
    assertThat(promoted).containsValue(hashOfRow(chapter));
    database().writeText(chapter, "es", "mejor", "mejor");
    assertThat(database().views().promotedTexts(scene.subtasks)).isEqualTo(promoted)
        .doesNotContainValue(hashOfRow(chapter));
  }

  private TextHash hashOfRow(EntityRef entity) {
    return Objects.requireNonNull(database().sourceTexts().read(List.of(entity), "es").get(entity))
        .hash();
  }

  @Test
  default void unfinishedJobsFromBeforeTheStartLineAreListed() {
    var old = Scene.pendingJob(database(), 1);
    database().backdate(old.job);
    Scene.pendingJob(database(), 1);
    assertThat(database().views().beforeStartLine(10)).extracting(JobView::id)
        .containsExactly(old.job);
    old.start();
    assertThat(database().views().beforeStartLine(10)).isEmpty();
  }
}
