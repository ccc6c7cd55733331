package org.translationjobs.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.ActivationFacts.RunUnderWay;
import org.translationjobs.core.job.ActivationFacts.SubtaskFacts;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.staging.StoreId;

class ActivationTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(600));
  private static final Plan PLAN = new Plan(
      1, List.of("pseudo"), Map.of(), 1, 0, Plan.FailurePolicy.FINISH_OTHERS, false,
      new StoreId("store"));

  @Test
  void pendingJobStartsWithAllItsUnfinishedSubtasks() {
    var pending = subtask("PENDING", false);
    var left = subtask("IN_PROGRESS", false);
    var done = subtask("DONE", true);
    var start = (Activation.Start) decide(job("PENDING", pending, left, done));
    assertThat(start.translate()).containsExactly(pending.id(), left.id());
    assertThat(start.finished()).containsExactly(done.id());
  }

  @Test
  void subtaskThatIsDoneWithoutAnyResultIsTranslatedAgain() {
    var done = subtask("DONE", false);
    var start = (Activation.Start) decide(job("PENDING", done));
    assertThat(start.translate()).containsExactly(done.id());
  }

  @Test
  void runUnderWayIsLeftAlone() {
    var job = with(job("IN_PROGRESS", subtask("PENDING", false)), new RunUnderWay(3, false));
    assertThat(decide(job)).isEqualTo(new Activation.Ignore("its run 3 is under way"));
  }

  @Test
  void foreignJobWaitsUntilItsRowsHaveNotChangedForLongEnough() {
    var subtask = subtask("IN_PROGRESS", false);
    var fresh = facts("IN_PROGRESS", 1, Duration.ofSeconds(599), List.of(subtask));
    var stale = facts("IN_PROGRESS", 1, Duration.ofMinutes(10), List.of(subtask));
    assertThat(decide(fresh)).isInstanceOf(Activation.Wait.class);
    assertThat(decide(stale)).isInstanceOf(Activation.Start.class);
    assertThat(decide(fresh, Trigger.ADOPTION)).isInstanceOf(Activation.Start.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "FAILED"})
  void endedJobStartsAgainOnlyWithPendingSubtasks(String status) {
    assertThat(decide(job(status, subtask("DONE", true), subtask("PENDING", false))))
        .isInstanceOf(Activation.Start.class);
    assertThat(decide(job(status, subtask("DONE", true), subtask("FAILED", false))))
        .isEqualTo(new Activation.Ignore("it is " + status + " and has no PENDING subtask"));
  }

  @Test
  void cancelledJobNeverStartsByItself() {
    var job = job("CANCELLED", subtask("PENDING", false));
    assertThat(decide(job)).isEqualTo(new Activation.Ignore("it is CANCELLED"));
    assertThat(decide(job, Trigger.SWEEP)).isInstanceOf(Activation.Ignore.class);
    assertThat(decide(job, Trigger.ADOPTION)).isInstanceOf(Activation.Ignore.class);
    assertThat(decide(job, Trigger.REPROCESS)).isInstanceOf(Activation.Start.class);
  }

  @Test
  void unknownStatusIsSomeoneElses() {
    assertThat(decide(job("PAUSED", subtask("PENDING", false)), Trigger.REPROCESS))
        .isInstanceOf(Activation.Ignore.class);
  }

  @Test
  void equalLanguagesAreRefusedIgnoringCase() {
    var job = new ActivationFacts(
        "PENDING", LanguagePair.of("en", "EN"), 1, List.of(subtask("PENDING", false)),
        Duration.ZERO, false, Optional.empty());
    assertThat(decide(job))
        .isEqualTo(new Activation.Refuse("from_lang and target_lang are the same: en"));
  }

  @Test
  void sameEntityTwiceIsRefusedNamingBothSubtasks() {
    var one = subtask("PENDING", false);
    var two = new SubtaskFacts(
        SubtaskId.random(), "chapter", one.entityId(), "PENDING", false, false, false);
    assertThat(((Activation.Refuse) decide(job("PENDING", one, two))).reason())
        .contains(one.id().toString(), two.id().toString(), one.entityId().toString());
  }

  @Test
  void entityOfAnotherNovelIsRefused() {
    var outside = new SubtaskFacts(
        SubtaskId.random(), "chapter", UUID.randomUUID(), "PENDING", false, false, true);
    assertThat(((Activation.Refuse) decide(job("PENDING", outside))).reason())
        .contains("not part of the novel");
  }

  @Test
  void jobWithTooFewSubtasksWaitsForItsCreatorThenIsRefusedNamingBothNumbers() {
    var one = List.of(subtask("PENDING", false));
    assertThat(decide(facts("PENDING", 2, Duration.ofSeconds(59), one)))
        .isInstanceOf(Activation.Wait.class);
    assertThat(decide(facts("PENDING", 2, Duration.ofSeconds(60), one)))
        .isEqualTo(new Activation.Refuse("it has 1 subtasks, but total_subtasks says 2"));
  }

  @Test
  void jobWithMoreSubtasksThanItSaysStarts() {
    var two = List.of(subtask("PENDING", false), subtask("PENDING", false));
    assertThat(decide(facts("PENDING", 1, Duration.ZERO, two)))
        .isInstanceOf(Activation.Start.class);
  }

  @Test
  void jobWithoutSubtasksIsRefusedAfterTheGrace() {
    assertThat(decide(facts("PENDING", 0, Duration.ofSeconds(60), List.of())))
        .isInstanceOf(Activation.Refuse.class);
  }

  @Test
  void jobFromBeforeTheStartLineIsNotSweptUp() {
    var job = new ActivationFacts(
        "PENDING", LanguagePair.of("en", "es"), 1, List.of(subtask("PENDING", false)),
        Duration.ZERO, true, Optional.empty());
    assertThat(decide(job, Trigger.SWEEP)).isInstanceOf(Activation.Ignore.class);
    assertThat(decide(job, Trigger.ANNOUNCEMENT)).isInstanceOf(Activation.Start.class);
    assertThat(decide(job, Trigger.ADOPTION)).isInstanceOf(Activation.Start.class);
  }

  @Test
  void subtaskOfAStatusThatIsNotOursIsNeverTranslated() {
    var foreign = subtask("ON_ICE", false);
    var start = (Activation.Start) decide(job("PENDING", foreign, subtask("PENDING", false)));
    assertThat(start.translate()).doesNotContain(foreign.id()).hasSize(1);
    assertThat(start.finished()).isEmpty();
  }

  @Test
  void reprocessTakesARunOverUnlessALivingProcessHasReservedIt() {
    var job = job("IN_PROGRESS", subtask("PENDING", false));
    assertThat(decide(with(job, new RunUnderWay(1, false)), Trigger.REPROCESS))
        .isInstanceOf(Activation.Start.class);
    assertThat(decide(with(job, new RunUnderWay(1, true)), Trigger.REPROCESS))
        .isInstanceOf(Activation.Ignore.class);
  }

  @Test
  void scopeChoosesWhatIsTranslated() {
    var done = subtask("DONE", true);
    var failed = subtask("FAILED", false);
    var job = job("FAILED", done, failed);
    assertThat(((Activation.Start) decide(job, new Scope.All())).translate())
        .containsExactly(done.id(), failed.id());
    var only = (Activation.Start) decide(job, new Scope.Only(done.id()));
    assertThat(only.translate()).containsExactly(done.id());
    var both = (Activation.Start) decide(job, new Scope.Only(Set.of(done.id(), failed.id())));
    assertThat(both.translate()).containsExactly(done.id(), failed.id());
    assertThat(decide(job, new Scope.Only(Set.of(done.id(), SubtaskId.random()))))
        .isInstanceOf(Activation.Ignore.class);
    assertThatIllegalArgumentException().isThrownBy(() -> new Scope.Only(Set.of()));
    assertThat(decide(job, new Scope.Only(SubtaskId.random())))
        .isInstanceOf(Activation.Ignore.class);
  }

  @Test
  void whoeverAnnouncesAnEndedJobThatWaitsHasToAskAgainBecauseTheSweepDoesNot() {
    var one = List.of(subtask("PENDING", false));
    var young = Duration.ofSeconds(1);
    assertThat(decide(facts("PENDING", 2, young, one))).isInstanceOfSatisfying(
        Activation.Wait.class, wait -> assertThat(wait.swept()).isTrue());
    assertThat(decide(facts("COMPLETED", 2, young, one))).isInstanceOfSatisfying(
        Activation.Wait.class, wait -> assertThat(wait.swept()).isFalse());
    assertThat(decide(facts("FAILED", 2, young, one))).isInstanceOfSatisfying(
        Activation.Wait.class, wait -> assertThat(wait.swept()).isFalse());
  }

  @Test
  void jobThatThisWorkerCannotServeWaitsForAnotherThenIsRefused() {
    var request = RunRequest.announced(PLAN).refusing(Optional.of("no pair en-xx"));
    var subtasks = List.of(subtask("PENDING", false));
    assertThat(Activation.decide(
        facts("PENDING", 1, Duration.ofSeconds(1), subtasks), request, PATIENCE))
        .isInstanceOf(Activation.Wait.class);
    assertThat(Activation.decide(
        facts("PENDING", 1, Duration.ofSeconds(60), subtasks), request, PATIENCE))
        .isEqualTo(new Activation.Refuse("no pair en-xx"));
  }

  private static Activation decide(ActivationFacts job) {
    return decide(job, Trigger.ANNOUNCEMENT);
  }

  private static Activation decide(ActivationFacts job, Trigger trigger) {
    return Activation.decide(
        job,
        new RunRequest(
            trigger, new Scope.Unfinished(), PLAN, Optional.empty(), Optional.empty()),
        PATIENCE);
  }

  private static Activation decide(ActivationFacts job, Scope scope) {
    return Activation.decide(
        job,
        new RunRequest(Trigger.REPROCESS, scope, PLAN, Optional.empty(), Optional.empty()),
        PATIENCE);
  }

  private static ActivationFacts job(String status, SubtaskFacts... subtasks) {
    return facts(status, subtasks.length, Duration.ZERO, List.of(subtasks));
  }

  private static ActivationFacts facts(
      String status, int total, Duration unchanged, List<SubtaskFacts> subtasks) {
    return new ActivationFacts(
        status, LanguagePair.of("en", "es"), total, subtasks, unchanged, false, Optional.empty());
  }

  private static ActivationFacts with(ActivationFacts job, RunUnderWay run) {
    return new ActivationFacts(
        job.status(), job.languages(), job.totalSubtasks(), job.subtasks(), job.unchangedFor(),
        job.beforeStartLine(), Optional.of(run));
  }

  private static SubtaskFacts subtask(String status, boolean hasResult) {
    return new SubtaskFacts(
        SubtaskId.random(), "chapter", UUID.randomUUID(), status, hasResult, false, false);
  }
}
