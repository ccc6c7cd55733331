package org.translationjobs.testkit.simulation.rules;

import java.util.List;
import java.util.Objects;
import org.translationjobs.core.work.Claims.Rescued;
import org.translationjobs.core.work.ItemState;

/** Only a claim whose lease is over is taken back, and that costs the subtask no attempt. */
final class RescueOfTheExpired implements Rule {
  @Override
  public void check(Step step) {
    if (!step.is("Claims", "rescue")) {
      return;
    }
    for (var one : (List<?>) Objects.requireNonNull(step.call().result())) {
      var rescued = (Rescued) one;
      var item = rescued.item();
      var was = step.itemBefore(item.run(), item.subtask()).orElse(null);
      Rule.holds(
          was != null && was.isHeldUnder(rescued.claim()) && was.leaseUntil().isBefore(step.now()),
          () -> "subtask " + item.subtask() + " was rescued, but its item was " + was);
      var is = step.itemAfter(item.run(), item.subtask()).orElse(null);
      Rule.holds(
          was != null && is != null
              && is.counts().attempts() == was.counts().attempts()
              && is.counts().interruptions() == was.counts().interruptions()
              && is.counts().rescues() <= was.counts().rescues() + 1,
          () -> "the rescue of " + was + " cost " + is);
      Rule.holds(
          is != null && is.state() == (rescued.failed() ? ItemState.FAILED : ItemState.READY),
          () -> rescued + " left " + is);
    }
  }
}
