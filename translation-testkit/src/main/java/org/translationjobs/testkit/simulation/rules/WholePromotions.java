package org.translationjobs.testkit.simulation.rules;

import java.util.IdentityHashMap;
import java.util.Objects;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.testkit.memory.Rows;

/**
 * A run is promoted once, under the claim on it, as a whole, while its job is IN_PROGRESS and not
 * held; the same transaction completes the job. Nothing else completes one.
 */
final class WholePromotions implements Rule {
  private final Held held;
  private final IdentityHashMap<Object, PromotionClaim> begun = new IdentityHashMap<>();

  WholePromotions(Held held) {
    this.held = held;
  }

  @Override
  public void check(Step step) {
    var call = step.call();
    if (step.is("Promotions", "begin")) {
      begun.put(
          Objects.requireNonNull(call.result()), (PromotionClaim) call.arguments().getFirst());
    }
    var promoted = step.promotions();
    Rule.holds(
        promoted.isEmpty() || step.is("PromotionTransaction", "complete"),
        () -> call.method() + " promoted " + promoted);
    Rule.holds(promoted.size() <= 1, () -> "one transaction promoted twice: " + promoted);
    promoted.forEach(promotion -> checkPromotion(promotion, step));
    for (var change : step.jobs()) {
      checkCompleted(change, step);
    }
  }

  private void checkPromotion(Rows.Promotion promotion, Step step) {
    Rule.holds(
        step.before().promotions().stream().noneMatch(p -> p.run().equals(promotion.run())),
        () -> "run " + promotion.run() + " was promoted a second time");
    var run = step.before().runs().get(promotion.run());
    var claim = begun.get(step.call().target());
    Rule.holds(
        run != null && run.isActive() && claim != null && claim.id().equals(run.promotion()),
        () -> "run " + promotion.run() + " was promoted under " + claim + ", but it was " + run);
    var was = step.before().jobs().get(promotion.job());
    Rule.holds(
        was != null && was.status().equals("IN_PROGRESS"),
        () -> "job " + promotion.job() + " was promoted while it was " + was);
    Rule.holds(
        !held.promotion(promotion.job()),
        () -> "job " + promotion.job() + " was promoted while it was held");
    var is = step.after().jobs().get(promotion.job());
    Rule.holds(
        is != null && is.status().equals("COMPLETED"),
        () -> "job " + promotion.job() + " was promoted, but it is " + is);
    if (was != null) {
      checkWhole(promotion, was);
    }
  }

  private static void checkWhole(Rows.Promotion promotion, Rows.Job job) {
    var count = job.subtasks().size();
    Rule.holds(
        count > 0 && count >= job.total()
            && job.subtasks().stream().allMatch(s -> s.status().equals("DONE")),
        () -> "job " + job.id() + " was promoted with " + job);
    for (var written : promotion.written()) {
      Rule.holds(
          job.subtasks().stream().anyMatch(s -> isSource(s, written)),
          () -> "the promoted text of " + written.entity()
              + " is not the result of its subtask as it was then: " + written);
    }
  }

  private static boolean isSource(Rows.Subtask subtask, Rows.Promoted written) {
    return EntityType.fromColumn(subtask.entityType())
        .map(type -> new EntityRef(type, subtask.entityId()))
        .filter(written.entity()::equals)
        .isPresent()
        && Objects.equals(subtask.resultPath(), written.resultPath())
        && Objects.equals(subtask.resultText(), written.resultText());
  }

  private static void checkCompleted(Change<Rows.Job> change, Step step) {
    var is = change.after();
    var was = change.before();
    if (is != null && is.status().equals("COMPLETED")
        && (was == null || !was.status().equals("COMPLETED"))) {
      Rule.holds(
          step.promotions().stream().anyMatch(p -> p.job().equals(is.id())),
          () -> "job " + is.id() + " became COMPLETED without a promotion");
    }
  }
}
