package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks for the installed directions and keeps the answer for a while. Thread-safe. */
final class KnownDirections {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Source source;
  private final AtomicReference<@Nullable Answer> last = new AtomicReference<>();

  KnownDirections(Source source) {
    this.source = source;
  }

  ApertiumDirections get(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var known = last.get();
    if (known != null && System.nanoTime() - known.nanos() < KEPT.toNanos()) {
      return known.directions();
    }
    var directions = ApertiumDirections.of(source.list(deadline));
    last.set(new Answer(directions, System.nanoTime()));
    return directions;
  }

  /** The next question is asked anew. */
  void forget() {
    last.set(null);
  }

  private record Answer(ApertiumDirections directions, long nanos) {}

  /** Who knows the directions. */
  @FunctionalInterface
  interface Source {
    Collection<String> list(Deadline deadline)
        throws IOException, InterruptedException, TimeoutException;
  }
}
