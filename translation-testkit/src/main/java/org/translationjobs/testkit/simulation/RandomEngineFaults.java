package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;

/**
 * Lets engine calls go wrong at random: failures of the engine, of its key and of the text, answers
 * that take too long, and none at all.
 *
 * @param perThousand
 *          calls of a thousand with which something goes wrong
 * @param longest
 *          until a hanging call answers
 */
public record RandomEngineFaults(int perThousand, Duration longest) implements EngineFaults {
  @Override
  public EngineFault of(EngineRequest request, RandomGenerator random) {
    if (random.nextInt(1000) >= perThousand) {
      return new EngineFault.None();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> fails(FailureKind.UNAVAILABLE, Optional.empty());
      case 3, 4 -> fails(FailureKind.RATE_LIMITED, Optional.of(time(random).dividedBy(4)));
      case 5 -> fails(FailureKind.QUOTA_EXHAUSTED, Optional.of(time(random)));
      case 6 -> fails(FailureKind.TRUNCATED, Optional.empty());
      case 7 -> fails(FailureKind.BAD_REPLY, Optional.empty());
      case 8 -> fails(FailureKind.REFUSED_CONTENT, Optional.empty());
      case 9 -> new EngineFault.Throws();
      default -> new EngineFault.Hangs(time(random));
    };
  }

  private static EngineFault fails(FailureKind kind, Optional<Duration> retryAfter) {
    return new EngineFault.Fails(
        new EngineReply.Failure(kind, "the simulated engine answers " + kind, retryAfter));
  }

  private Duration time(RandomGenerator random) {
    return Duration.ofNanos((long) (longest.toNanos() * random.nextDouble()));
  }
}
