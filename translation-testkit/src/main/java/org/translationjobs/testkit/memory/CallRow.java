package org.translationjobs.testkit.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.EngineCallIntent;

/** An engine call. */
record CallRow(EngineCallIntent intent, Instant began, @Nullable CallEnd end) {
  boolean isUnderWay(Instant now) {
    return end == null && now.isBefore(began.plus(intent.expiresIn()));
  }

  CallSums sums(Instant now) {
    if (end == null) {
      return isUnderWay(now)
          ? new CallSums(0, 1, 0, CallSums.NONE.usage(), CallSums.NONE.cost())
          : new CallSums(0, 0, 1, CallSums.NONE.usage(), CallSums.NONE.cost());
    }
    var unanswered = end.outcome().equals(CallEnd.INTERRUPTED);
    return new CallSums(unanswered ? 0 : 1, 0, unanswered ? 1 : 0, end.usage(), end.cost());
  }
}
