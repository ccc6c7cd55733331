package org.translationjobs.core.job;

import java.util.Set;

/**
 * What a worker might have to do now. A hint: what is not there was not there a moment ago; what is
 * there may turn out to be nothing for this worker.
 *
 * @param claimable
 *          whether {@link org.translationjobs.core.work.Claims#claimable} would answer with a run
 * @param expired
 *          whether there are claims for {@link org.translationjobs.core.work.Claims#rescue}
 * @param toSettle
 *          whether {@link org.translationjobs.core.run.Runs#toSettle} would answer with a run
 * @param unannounced
 *          whether there may be jobs for {@link Jobs#unannounced}
 * @param heldEngines
 *          of which nothing may be claimed
 */
public record Look(
    boolean claimable,
    boolean expired,
    boolean toSettle,
    boolean unannounced,
    Set<String> heldEngines) {
  public static final Look NOTHING = new Look(false, false, false, false, Set.of());

  public Look {
    heldEngines = Set.copyOf(heldEngines);
  }
}
