package org.translationjobs.core.hold;

import java.util.List;

/**
 * The holds in force. Thread-safe; every method is atomic and throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Holds {
  /** Places a hold; idempotent: one of the same scope and kind keeps its age and gets the new reason. */
  void place(HoldScope scope, Hold.Kind kind, String reason, String placedBy);

  /** Releases; false when there was none. */
  boolean release(HoldScope scope, Hold.Kind kind);

  List<Hold> all();

  /** Those of one scope alone. */
  List<Hold> of(HoldScope scope);
}
