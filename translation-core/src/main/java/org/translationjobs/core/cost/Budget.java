package org.translationjobs.core.cost;

/**
 * What a job may cost, and how far that is used.
 *
 * @param spent
 *          by calls that have ended, those before the budget was set included
 * @param reserved
 *          for calls under way
 */
public record Budget(Cost amount, Cost spent, Cost reserved) {
  /** Whether a call may be sent; pure. */
  public enum Decision {
    GRANTED,
    /** Only calls under way stand in its way, which may turn out cheaper. */
    WAIT,
    SPENT
  }

  public Decision decide(Cost wanted) {
    if (spent.plus(wanted).compareTo(amount) > 0) {
      return Decision.SPENT;
    }
    return spent.plus(reserved).plus(wanted).compareTo(amount) > 0
        ? Decision.WAIT
        : Decision.GRANTED;
  }
}
