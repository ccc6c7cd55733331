package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.Housekeeping;

/** Cleaning with one rule broken. */
public final class BrokenHousekeeping {
  private BrokenHousekeeping() {}

  /** What waits for its promotion is cleaned away. */
  public static Housekeeping cleansWhatIsNeeded(InMemoryDatabase database) {
    return new InMemoryHousekeeping(database.tables()) {
      @Override
      public List<String> disposable(StoreId store, Duration retention, int atMost) {
        return tables.read(() -> List.copyOf(tables.staged.keySet()));
      }
    };
  }

  /** What was promoted is cleaned away at once. */
  public static Housekeeping cleansAtOnce(InMemoryDatabase database) {
    return new InMemoryHousekeeping(database.tables()) {
      @Override
      public List<String> disposable(StoreId store, Duration retention, int atMost) {
        return super.disposable(store, Duration.ZERO, atMost);
      }
    };
  }
}
