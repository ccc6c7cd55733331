package org.translationjobs.engines;

import java.time.Duration;
import java.util.function.Supplier;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.testkit.RealTasks;

/** How tests use keys. */
public final class TestLimits {
  private TestLimits() {}

  /** Of a worker alone, without any limit of its own. */
  public static KeyLimits none(Supplier<Duration> now) {
    return new KeyLimits(
        RateLimit.NONE, new LocalRateLimits(now, () -> 1), new Sleeper(now, sleep -> {
        }));
  }

  /** Tasks with a clock of the test's own, whose sleep only calls the test. */
  public record Sleeper(Supplier<Duration> clock, OnSleep onSleep) implements Tasks {
    @Override
    public Duration now() {
      return clock.get();
    }

    @Override
    public Task start(String name, Body body) {
      return new RealTasks().start(name, body);
    }

    @Override
    public Signal newSignal() {
      return new RealTasks().newSignal();
    }

    @Override
    public double random() {
      return 0.5;
    }

    @Override
    public void sleep(Duration time) {
      onSleep.sleep(time);
    }
  }

  /** What happens when somebody sleeps. */
  public interface OnSleep {
    void sleep(Duration time);
  }
}
