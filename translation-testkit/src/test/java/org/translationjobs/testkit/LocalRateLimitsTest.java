package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.RateLimits.Admission;

class LocalRateLimitsTest implements RateLimitsContract {
  private static final KeyId KEY = KeyId.of("http://server", "key");

  private final LocalRateLimits limits = new LocalRateLimits(new RealTasks()::now, () -> 1);

  @Override
  public RateLimits limits() {
    return limits;
  }

  @Override
  public RateLimits elsewhere() {
    return limits;
  }

  @Test
  void workersTakeTheirShareOfTheLimit() {
    var workers = new AtomicInteger(4);
    var shared = new LocalRateLimits(() -> Duration.ZERO, workers::get);
    assertThat(waits(shared, REQUESTS, 3)).containsExactly(0L, 40L, 80L);
    workers.set(2);
    assertThat(waits(shared, REQUESTS, 3)).containsExactly(120L, 140L, 160L);
    workers.set(0);
    assertThat(waits(shared, REQUESTS, 2)).containsExactly(180L, 190L);
  }

  @Test
  void noMinuteHasMoreRequestsThanTheLimit() {
    var now = new AtomicReference<>(Duration.ZERO);
    var seven = new RateLimit(OptionalInt.of(7), OptionalInt.empty());
    var one = new LocalRateLimits(now::get, () -> 1);
    var granted = new ArrayList<Duration>();
    for (var millis = 0; millis < 300_000; millis += 10) {
      now.set(Duration.ofMillis(millis));
      if (one.ask(KEY, seven, RateLimit.Call.ofOneRequest(),
          Duration.ZERO) instanceof Admission.Granted) {
        granted.add(now.get());
      }
    }
    for (var from : granted) {
      var end = from.plusSeconds(60);
      assertThat(granted).filteredOn(at -> at.compareTo(from) >= 0 && at.compareTo(end) < 0)
          .hasSizeLessThanOrEqualTo(7);
    }
    assertThat(granted).hasSizeBetween(34, 36);
  }

  private static List<Long> waits(RateLimits limits, RateLimit limit, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(i -> limits.ask(KEY, limit, RateLimit.Call.ofOneRequest(), LONG))
        .map(admission -> ((Admission.Granted) admission).delay().toSeconds())
        .toList();
  }
}
