package org.translationjobs.core.promotion;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The promotion of runs. Thread-safe; throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Promotions {
  /**
   * Opens the transaction in which a run is promoted; waits there for another promotion of the same
   * novel and target language. Nothing is visible to anyone before
   * {@link PromotionTransaction#complete}.
   */
  PromotionTransaction begin(PromotionClaim claim);

  /**
   * Prolongs the claim; false when it is lost.
   */
  boolean renew(PromotionClaim claim, Duration lease);

  /**
   * Gives the claim up; the run is settled again after the delay. Atomic and idempotent; a lost
   * claim is passed over.
   */
  void release(PromotionClaim claim, Duration delay, String why);

  /**
   * Reports results that cannot be promoted and gives the claim up. For each, by the rules of
   * {@link Obstacle}: it is looked for again, its subtask is translated again, or fails. Atomic; a
   * lost claim changes nothing.
   *
   * @return what was decided for each, in the order given
   */
  List<Obstacle.Decision> report(PromotionClaim claim, Collection<Obstacle> obstacles);
}
