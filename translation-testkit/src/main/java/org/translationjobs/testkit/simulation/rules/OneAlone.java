package org.translationjobs.testkit.simulation.rules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One worker at a time empties itself for what runs alone. */
final class OneAlone implements Rule {
  private @Nullable Object reservedFor;
  private Instant until = Instant.MIN;

  @Override
  public void check(Step step) {
    if (step.is("Claims", "reserveAlone") && Boolean.TRUE.equals(step.call().result())) {
      var worker = step.call().arguments().get(0);
      Rule.holds(
          worker.equals(reservedFor) || !until.isAfter(step.now()),
          () -> worker + " reserved what runs alone, but it is reserved for " + reservedFor);
      reservedFor = worker;
      until = step.now().plus((Duration) step.call().arguments().get(1));
    }
  }
}
