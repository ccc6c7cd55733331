package org.translationjobs.postgres;

import java.util.HashSet;
import java.util.Set;
import org.translationjobs.core.run.RunId;

/**
 * Which promotions may lock their job before its last texts are written: one at a time, because its count of subtasks
 * takes a second connection. A run whose promotion was undone after that, be it that the store or somebody's lock took
 * long, locks the job at the end only from then on. Thread-safe.
 */
final class EarlyLocks {
  private static final int MOST_UNDONE = 1_000;

  private final Set<RunId> undone = new HashSet<>();
  private boolean taken;

  /** Whether it may; then {@link #end} has to follow. */
  synchronized boolean begin(RunId run) {
    if (taken || undone.contains(run)) {
      return false;
    }
    taken = true;
    return true;
  }

  /** The promotion that was allowed to is over. */
  synchronized void end(RunId run, boolean completed) {
    taken = false;
    if (!completed) {
      if (undone.size() >= MOST_UNDONE) {
        undone.clear();
      }
      undone.add(run);
    }
  }
}
