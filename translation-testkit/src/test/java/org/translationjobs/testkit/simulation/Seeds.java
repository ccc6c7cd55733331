package org.translationjobs.testkit.simulation;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;

/** Plays many seeds on two threads and counts in how many of them each thing happened. */
final class Seeds {
  private static final int THREADS = 2;
  /** Between a transition and the call that made it. */
  private static final String BY = " by ";

  private final LongFunction<Simulation> play;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> transitions = new TreeMap<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private long steps;

  /**
   * @param play
   *          plays one seed
   */
  Seeds(LongFunction<Simulation> play) {
    this.play = play;
  }

  /** Plays seeds from 0 until all are done or one fails; throws what that one threw. */
  Seeds play(long seeds) throws InterruptedException {
    var next = new AtomicLong();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().start(() -> {
        for (var seed = next.getAndIncrement(); seed < seeds && failure.get() == null; seed = next
            .getAndIncrement()) {
          playOne(seed);
        }
      }));
    }
    for (var thread : threads) {
      thread.join();
    }
    var failed = failure.get();
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
    return this;
  }

  private void playOne(long seed) {
    try {
      add(play.apply(seed));
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private synchronized void add(Simulation simulation) {
    steps += simulation.steps();
    var happened = simulation.coverage().counts().keySet();
    happened.forEach(what -> counts.merge(what, 1, Integer::sum));
    happened.stream()
        .filter(what -> what.contains(BY))
        .map(what -> what.substring(0, what.indexOf(BY)))
        .distinct()
        .forEach(transition -> transitions.merge(transition, 1, Integer::sum));
  }

  /** In how many seeds this happened, or this transition was made by whatever call. */
  int seedsWith(String what) {
    return counts.getOrDefault(what, transitions.getOrDefault(what, 0));
  }

  Map<String, Integer> counts() {
    return counts;
  }

  long steps() {
    return steps;
  }
}
