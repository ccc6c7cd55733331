package org.translationjobs.testkit.simulation.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.testkit.memory.Rows;

/**
 * Nothing is finished under an old claim id, in a run that is over, or in a job that is not
 * IN_PROGRESS; and what is finished is what the row refers to.
 */
final class FencedFinish implements Rule {
  private final Consumer<String> saw;

  FencedFinish(Consumer<String> saw) {
    this.saw = saw;
  }

  @Override
  public void check(Step step) {
    if (!step.is("Claims", "finish")) {
      return;
    }
    var work = ((List<?>) step.call().arguments().getFirst()).stream()
        .map(FinishedWork.class::cast)
        .toList();
    var finishes = (Map<?, ?>) Objects.requireNonNull(step.call().result());
    for (var one : work) {
      var was = step.itemBefore(one.item().run(), one.item().subtask()).orElse(null);
      if (finishes.get(one.claim()) instanceof Finish.Accepted && !isRepeated(one, was)) {
        checkAccepted(one, was, step);
      }
      if (finishes.get(one.claim()) instanceof Finish.Stale) {
        saw.accept("claim: lost, its result dropped");
      }
    }
    for (var change : step.items()) {
      checkDone(change, work);
    }
  }

  private static boolean isRepeated(FinishedWork work, Rows.@Nullable Item was) {
    return was != null && was.state() == ItemState.DONE && work.claim().equals(was.claim());
  }

  private static void checkAccepted(FinishedWork work, Rows.@Nullable Item was, Step step) {
    var item = work.item();
    var run = step.before().runs().get(item.run());
    Rule.holds(
        was != null && was.isHeldUnder(work.claim()),
        () -> "a finish of subtask " + item.subtask() + " was accepted under claim "
            + work.claim() + ", but its item was " + was);
    Rule.holds(
        run != null && run.isActive(),
        () -> "a finish of subtask " + item.subtask() + " was accepted in a run that is over");
    var job = step.before().jobs().get(item.job());
    Rule.holds(
        job != null && job.status().equals("IN_PROGRESS"),
        () -> "a finish of subtask " + item.subtask() + " was accepted while its job was " + job);
    var subtask = step.subtaskBefore(item.job(), item.subtask()).orElse(null);
    Rule.holds(
        subtask != null && (subtask.status().equals("IN_PROGRESS")
            || (was != null && was.silent() && subtask.status().equals("PENDING"))),
        () -> "a finish was accepted while its subtask was " + subtask);
    var now = step.subtaskAfter(item.job(), item.subtask()).orElse(null);
    Rule.holds(
        now != null && now.status().equals("DONE") && refersTo(now, work.result()),
        () -> "a finish of " + work + " was accepted, but its subtask is " + now);
  }

  private static boolean refersTo(Rows.Subtask subtask, StagedResult result) {
    return switch (result) {
      case StagedResult.Stored stored -> stored.path().equals(subtask.resultPath());
      case StagedResult.Text text -> text.text().equals(subtask.resultText());
    };
  }

  private static void checkDone(Change<Rows.Item> change, List<FinishedWork> work) {
    var was = change.before();
    var is = change.after();
    if (was != null && is != null
        && is.state() == ItemState.DONE && was.state() != ItemState.DONE) {
      Rule.holds(
          work.stream()
              .anyMatch(w -> w.item().subtask().equals(is.subtask()) && was.isHeldUnder(w.claim())),
          () -> "subtask " + is.subtask() + " became DONE, but nobody who held it finished it");
    }
  }
}
