package org.translationjobs.core.hold;

import java.time.Instant;

/**
 * A recorded reason for which something is not claimed or not promoted.
 *
 * @param placedBy
 *          who placed it: a person, a program
 * @param since
 *          by the database's clock
 */
public record Hold(HoldScope scope, Kind kind, String reason, String placedBy, Instant since) {
  /** What a hold is for; there is at most one of each kind for each scope. */
  public enum Kind {
    /** An operator wants it to stop: nothing is claimed, nothing promoted. */
    PAUSE,
    /** The budget is spent: nothing is claimed. */
    BUDGET,
    /** An engine's quota is used up: nothing is claimed for it. */
    QUOTA,
    /** Translated, but promoted only when someone approves. */
    APPROVAL;

    public boolean blocksClaims() {
      return this != APPROVAL;
    }

    public boolean blocksPromotion() {
      return this == PAUSE || this == APPROVAL;
    }
  }
}
