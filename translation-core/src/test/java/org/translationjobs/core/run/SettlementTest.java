package org.translationjobs.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.run.Settlement.Facts;
import org.translationjobs.core.run.Settlement.Failure;

class SettlementTest {
  private static final Failure FAILURE =
      new Failure(SubtaskId.random(), "chapter 1", "no source text");

  @Test
  void promotesWhenEverySubtaskIsDone() {
    assertThat(Settlement.decide(facts("IN_PROGRESS", 3, 3, 3, 0, 0)))
        .isEqualTo(new Settlement.Promote());
  }

  @Test
  void goesOnWhileAnythingIsOpen() {
    assertThat(Settlement.decide(facts("IN_PROGRESS", 3, 3, 2, 1, 0)))
        .isInstanceOf(Settlement.GoOn.class);
  }

  @Test
  void neverPromotesFewerSubtasksThanTheJobSays() {
    assertThat(Settlement.decide(facts("IN_PROGRESS", 4, 3, 3, 0, 0)))
        .isInstanceOf(Settlement.Fail.class);
  }

  @Test
  void neverPromotesWithoutAnySubtask() {
    assertThat(Settlement.decide(facts("IN_PROGRESS", 0, 0, 0, 0, 0)))
        .isInstanceOf(Settlement.Fail.class);
  }

  @Test
  void neverPromotesWhileASubtaskHasAForeignStatus() {
    var undone = new Settlement.Undone(FAILURE.subtask(), "REVIEW");
    assertThat(
        Settlement.decide(
            new Facts(
                "IN_PROGRESS", FailurePolicy.FINISH_OTHERS, 3, 3, 1, 0, List.of(), 0,
                List.of(undone), Optional.empty(), false)))
        .isEqualTo(
            new Settlement.Fail(
                "2 of 3 subtasks are not DONE, and this run does not cover them or their status is"
                    + " not ours; subtask " + FAILURE.subtask() + " is REVIEW; and 1 more"));
  }

  @Test
  void endsWhenOthersTookTheJob() {
    assertThat(Settlement.decide(facts("CANCELLED", 1, 1, 1, 0, 0)))
        .isEqualTo(new Settlement.End("its job was set to CANCELLED"));
    assertThat(Settlement.decide(facts(null, 1, 1, 1, 0, 0)))
        .isEqualTo(new Settlement.End("its job was deleted"));
  }

  @Test
  void failureWaitsForTheOthersUnlessThePolicySaysOtherwise() {
    assertThat(Settlement.decide(facts("IN_PROGRESS", 3, 3, 1, 1, 1)))
        .isInstanceOf(Settlement.GoOn.class);
    var failFast = new Facts(
        "IN_PROGRESS", FailurePolicy.FAIL_FAST, 3, 3, 1, 1, List.of(FAILURE), 1, List.of(),
        Optional.empty(), false);
    assertThat(Settlement.decide(failFast)).isInstanceOf(Settlement.Fail.class);
  }

  @Test
  void failureMessageCountsAndNames() {
    var message = ((Settlement.Fail) Settlement.decide(
        facts("IN_PROGRESS", 9, 9, 4, 0, 5))).message();
    assertThat(message)
        .startsWith("5 of 9 subtasks failed: subtask " + FAILURE.subtask() + " (chapter 1): ")
        .contains("no source text")
        .endsWith("; and 4 more");
  }

  @Test
  void heldOrClaimedPromotionWaits() {
    var held = new Facts(
        "IN_PROGRESS", FailurePolicy.FINISH_OTHERS, 1, 1, 1, 0, List.of(), 0, List.of(),
        Optional.of("approval"), false);
    assertThat(Settlement.decide(held)).isEqualTo(new Settlement.GoOn("held: approval"));
    var claimed = new Facts(
        "IN_PROGRESS", FailurePolicy.FINISH_OTHERS, 1, 1, 1, 0, List.of(), 0, List.of(),
        Optional.empty(), true);
    assertThat(Settlement.decide(claimed)).isEqualTo(new Settlement.GoOn("is being promoted"));
  }

  private static Facts facts(
      String status, int total, int subtasks, int done, int open, int failed) {
    return new Facts(
        status, FailurePolicy.FINISH_OTHERS, total, subtasks, done, open,
        failed > 0 ? List.of(FAILURE) : List.of(), failed, List.of(), Optional.empty(), false);
  }
}
