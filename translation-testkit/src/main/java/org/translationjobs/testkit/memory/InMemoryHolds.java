package org.translationjobs.testkit.memory;

import java.util.List;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;

/** Holds in force. */
final class InMemoryHolds implements Holds {
  private final Tables tables;

  InMemoryHolds(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void place(HoldScope scope, Hold.Kind kind, String reason, String placedBy) {
    tables.write(() -> {
      place(tables, scope, kind, reason, placedBy);
      return true;
    });
  }

  static void place(
      Tables tables, HoldScope scope, Hold.Kind kind, String reason, String placedBy) {
    var key = new Tables.HoldKey(scope, kind);
    var before = tables.holds.get(key);
    var since = before == null ? tables.now() : before.since();
    tables.holds.put(key, new Hold(scope, kind, reason, placedBy, since));
  }

  @Override
  public boolean release(HoldScope scope, Hold.Kind kind) {
    return tables.write(() -> {
      if (tables.holds.remove(new Tables.HoldKey(scope, kind)) == null) {
        return false;
      }
      tables.activeRuns.values().forEach(run -> run.settleDue = tables.now());
      return true;
    });
  }

  @Override
  public List<Hold> all() {
    return tables.read(() -> List.copyOf(tables.holds.values()));
  }

  @Override
  public List<Hold> of(HoldScope scope) {
    return tables.read(() -> tables.holdsOf(scope).toList());
  }
}
