package org.translationjobs.engines;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Until when one call, with all that it does one after the other, has to be over. */
public record Deadline(long nanos) {
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * What is left of the time, at least a millisecond.
   *
   * @throws TimeoutException
   *           when nothing is
   */
  public Duration left() throws TimeoutException {
    var left = Duration.ofNanos(nanos - System.nanoTime());
    if (left.toMillis() < 1) {
      throw new TimeoutException();
    }
    return left;
  }
}
