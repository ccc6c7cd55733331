package org.translationjobs.cli.render;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast something goes on, from what was seen during the last half minute. */
public final class Pace {
  static final Duration WINDOW = Duration.ofSeconds(30);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Duration at, int done) {}

  /**
   * @param at
   *          a monotonic reading
   */
  public void saw(Duration at, int done) {
    if (!samples.isEmpty() && done < samples.getLast().done()) {
      samples.clear();
    }
    samples.add(new Sample(at, done));
    // the newest sample outside the window stays: it is where the window begins
    while (samples.size() > 2 && secondIsOutside(at)) {
      samples.removeFirst();
    }
  }

  private boolean secondIsOutside(Duration at) {
    var second = samples.stream().skip(1).findFirst().orElseThrow();
    return at.minus(second.at()).compareTo(WINDOW) > 0;
  }

  /** Finished in a second; empty as long as nothing was finished. */
  public Optional<Double> perSecond() {
    if (samples.size() < 2) {
      return Optional.empty();
    }
    var time = samples.getLast().at().minus(samples.getFirst().at());
    var done = samples.getLast().done() - samples.getFirst().done();
    return done > 0 && time.isPositive()
        ? Optional.of(done * 1000.0 / time.toMillis())
        : Optional.empty();
  }

  public Optional<Duration> timeFor(int left) {
    return perSecond().map(rate -> Duration.ofMillis((long) (left / rate * 1000)));
  }

  /** {@code 12.5/s}, {@code 40/min}. */
  public Optional<String> text() {
    return perSecond().map(rate -> rate >= 1
        ? String.format(java.util.Locale.ROOT, "%.1f/s", rate)
        : String.format(java.util.Locale.ROOT, "%.1f/min", rate * 60));
  }
}
