package org.translationjobs.core.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Cleaning up after what is over. Thread-safe; throws
 * {@link org.translationjobs.core.UnavailableException} when the database cannot be reached.
 */
public interface Housekeeping {
  /**
   * Paths of staged objects of this store that nobody needs any more: promoted, replaced or left
   * behind by lost claims, each for at least the retention time. A path that a subtask still needs
   * is never among them.
   */
  List<String> disposable(
      org.translationjobs.core.staging.StoreId store, Duration retention, int atMost);

  /** Forgets paths that have been deleted from the store. Idempotent. */
  void disposed(Collection<String> paths);

  /**
   * Deletes our rows of jobs that others deleted and those of dead workers, and the memory of novels
   * that others deleted. A novel that comes back meanwhile keeps its memory, and where there is no
   * novel at all none is taken for deleted. Returns how many rows.
   *
   * @param novelsGoneFor
   *          since we first saw that a novel is gone
   */
  int prune(Duration workersDeadFor, Duration novelsGoneFor);
}
