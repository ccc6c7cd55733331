package org.translationjobs.testkit.simulation;

import java.util.List;
import java.util.Set;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.rules.Rule;
import org.translationjobs.testkit.simulation.rules.Step;

/** Asks every rule after each port call, with the rows as they were before it and are now. */
final class Invariants {
  /** Calls that no rule asks about unless they changed a row: they are most of all calls. */
  private static final Set<String> SAY_NOTHING = Set.of(
      "claimable", "revoked", "renew", "unannounced", "look", "toSettle", "rescue", "living",
      "beat",
      "languages", "read", "next", "settle", "disposable");

  private final InMemoryDatabase database;
  private final List<Rule> rules;
  private Rows.Everything last;
  private long seen;

  Invariants(InMemoryDatabase database, List<Rule> rules) {
    this.database = database;
    this.rules = rules;
    this.last = database.everything();
    this.seen = database.changes();
  }

  /** What others did meanwhile is their business. */
  void before(String port, String method) {
    look();
    for (var rule : rules) {
      rule.before(port, method);
    }
  }

  @SuppressWarnings("ReferenceEquality") // when nothing changed it is the same object
  void after(Step.Call call) {
    if (Outages.Needs.of(call.port()) != Outages.Needs.DATABASE) {
      // It waited perhaps, and others wrote; a call of the queue or the store writes no rows.
      look();
    }
    var before = last;
    look();
    if (before == last && SAY_NOTHING.contains(call.method())) {
      return;
    }
    var step = new Step(call, before, last, database.clock().instant());
    for (var rule : rules) {
      rule.check(step);
    }
  }

  /** What was done until now is not asked about. */
  void look() {
    if (database.changes() != seen) {
      last = database.everything();
      seen = database.changes();
    }
  }
}
