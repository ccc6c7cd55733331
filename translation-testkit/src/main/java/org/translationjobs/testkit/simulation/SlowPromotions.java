package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lets promotions take their time before they are committed, so that others come in between; for all
 * other calls it asks somebody else.
 */
public record SlowPromotions(Faults others, Duration longest) implements Faults {
  @Override
  public Fault of(PortCall call, RandomGenerator random) {
    if (!call.port().equals("PromotionTransaction") || !call.method().equals("complete")) {
      return others.of(call, random);
    }
    var time = Duration.ofNanos((long) (longest.toNanos() * random.nextDouble()));
    return new Fault.Slow(time, Duration.ZERO);
  }
}
