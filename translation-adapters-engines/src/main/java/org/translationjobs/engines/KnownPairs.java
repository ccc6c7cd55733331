package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks for the pairs of an engine and keeps the answer for a while. Thread-safe. */
final class KnownPairs<C> {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Source<C> source;
  private final AtomicReference<@Nullable Answer<C>> last = new AtomicReference<>();

  KnownPairs(Source<C> source) {
    this.source = source;
  }

  Pairs<C> get(Deadline deadline) throws IOException, InterruptedException, TimeoutException {
    var known = last.get();
    if (known != null && System.nanoTime() - known.nanos() < KEPT.toNanos()) {
      return known.pairs();
    }
    var pairs = source.list(deadline);
    last.set(new Answer<>(pairs, System.nanoTime()));
    return pairs;
  }

  /** The next question is asked anew. */
  void forget() {
    last.set(null);
  }

  private record Answer<C>(Pairs<C> pairs, long nanos) {}

  /** Who knows the pairs. */
  @FunctionalInterface
  interface Source<C> {
    Pairs<C> list(Deadline deadline) throws IOException, InterruptedException, TimeoutException;
  }
}
