package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lets calls go wrong at random.
 *
 * @param perThousand
 *          calls of a thousand with which something goes wrong
 * @param kills
 *          whether workers may die of it
 * @param longest
 *          longest slow call, pause or leap of a clock
 */
public record RandomFaults(int perThousand, boolean kills, Duration longest) implements Faults {
  @Override
  public Fault of(PortCall call, RandomGenerator random) {
    if (random.nextInt(1000) >= perThousand) {
      return new Fault.None();
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Fault.UnavailableBefore();
      case 3, 4 -> new Fault.UnavailableAfter();
      case 5, 6 -> new Fault.Slow(time(random), time(random));
      case 7 -> new Fault.PausedBefore(time(random));
      case 8 -> new Fault.ClockLeap(time(random));
      default -> {
        if (!kills) {
          yield new Fault.UnavailableAfter();
        }
        yield random.nextBoolean() ? new Fault.KilledBefore() : new Fault.KilledAfter();
      }
    };
  }

  /** Mostly short, sometimes long. */
  private Duration time(RandomGenerator random) {
    var fraction = random.nextDouble();
    return Duration.ofNanos((long) (longest.toNanos() * fraction * fraction * fraction));
  }
}
