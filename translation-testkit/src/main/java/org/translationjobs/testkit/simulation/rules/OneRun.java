package org.translationjobs.testkit.simulation.rules;

import org.translationjobs.core.work.ItemState;

/** At most one run of a job is active, and nothing is open in a run that is over. */
final class OneRun implements Rule {
  @Override
  public void check(Step step) {
    for (var change : step.runs()) {
      var run = change.after();
      if (run == null) {
        continue;
      }
      if (run.isActive()) {
        var active = step.after()
            .runs()
            .values()
            .stream()
            .filter(other -> other.isActive() && other.job().equals(run.job()))
            .count();
        Rule.holds(active == 1, () -> "job " + run.job() + " has " + active + " active runs");
      } else {
        Rule.holds(
            run.items().values().stream().map(i -> i.state()).noneMatch(ItemState::isOpen),
            () -> "run " + run.id() + " is " + run.state() + ", but has open items");
      }
    }
  }
}
