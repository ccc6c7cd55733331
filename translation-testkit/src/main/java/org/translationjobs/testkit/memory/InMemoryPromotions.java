package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.promotion.Obstacle;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkerId;

/**
 * Promotions. Where PostgreSQL waits for another promotion of the same novel and language, this one
 * does not: its transaction has nothing to promote and ends with {@code NotNow}.
 */
class InMemoryPromotions implements Promotions {
  final Tables tables;

  InMemoryPromotions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public PromotionTransaction begin(PromotionClaim claim) {
    return tables.read(() -> {
      var promotion = promotion(claim, tables.openPromotions::remove);
      tables.openPromotions.add(promotion);
      return promotion;
    });
  }

  InMemoryPromotion promotion(PromotionClaim claim, Consumer<InMemoryPromotion> onClose) {
    return new InMemoryPromotion(tables, claim, onClose);
  }

  /** Ends the transactions of a worker that is gone, as the database does with its connections. */
  void disconnect(WorkerId worker) {
    tables.read(() -> {
      List.copyOf(tables.openPromotions)
          .stream()
          .filter(p -> p.isOf(worker))
          .forEach(InMemoryPromotion::disconnect);
      return null;
    });
  }

  @Override
  public boolean renew(PromotionClaim claim, Duration lease) {
    return tables.write(() -> {
      var run = held(claim);
      if (run == null) {
        return false;
      }
      run.promotedUntil(tables.now().plus(lease));
      return true;
    });
  }

  @Override
  public void release(PromotionClaim claim, Duration delay, String why) {
    tables.write(() -> {
      var run = held(claim);
      if (run != null) {
        run.givePromotionUp(tables.now().plus(delay), why);
      }
      return null;
    });
  }

  @Override
  public List<Obstacle.Decision> report(
      PromotionClaim claim, Collection<Obstacle> obstacles) {
    return tables.write(() -> {
      var run = held(claim);
      var decisions = obstacles.stream().map(o -> decide(run, o)).toList();
      if (run != null) {
        giveUp(run, decisions);
      }
      return decisions;
    });
  }

  private void giveUp(RunRow run, List<Obstacle.Decision> decisions) {
    var onlyLookAgain = decisions.stream().allMatch(Obstacle.Decision.LookAgain.class::isInstance);
    run.givePromotionUp(
        onlyLookAgain ? tables.now().plus(Obstacle.LOOK_AGAIN_EVERY) : tables.now(),
        "some results cannot be promoted");
    var job = tables.jobs.get(run.job);
    if (job != null && job.is(JobStatus.IN_PROGRESS)) {
      job.recount(tables.now());
    }
  }

  /** Without a run nothing is changed. */
  private Obstacle.Decision decide(@Nullable RunRow run, Obstacle obstacle) {
    var item = run == null ? null : run.item(obstacle.subtask());
    if (item == null || !isFinished(item)) {
      return Obstacle.decide(obstacle, 0, Duration.ZERO);
    }
    var now = tables.now();
    var decision = Obstacle.decide(obstacle, item.repeats, item.obstructedFor(now));
    item.lastProblem = obstacle.reason();
    switch (decision) {
      case Obstacle.Decision.LookAgain again -> {
      }
      case Obstacle.Decision.TranslateAgain again -> {
        item.repeats++;
        tables.forgetResult(item.subtask);
        item.due(now);
        item.subtask.toTranslate(now);
      }
      case Obstacle.Decision.Fail(var reason) -> {
        item.failed(reason);
        item.subtask.failed(reason, now);
      }
    }
    return decision;
  }

  private static boolean isFinished(ItemRow item) {
    return item.state == ItemState.DONE
        && !item.subtask.deleted
        && item.subtask.is(SubtaskStatus.DONE);
  }

  private @Nullable RunRow held(PromotionClaim claim) {
    var run = tables.activeRun(claim.run());
    return run != null && run.isPromotedUnder(claim.id()) ? run : null;
  }
}
