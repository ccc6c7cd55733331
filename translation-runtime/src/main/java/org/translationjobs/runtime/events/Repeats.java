package org.translationjobs.runtime.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Holds back what would be said again and again: it is said the first time, then at most once in a
 * while. Thread-safe; remembers a bounded number of things.
 */
final class Repeats {
  private static final int REMEMBERED = 1_000;

  private final Supplier<Duration> clock;
  private final Duration every;
  private final Map<String, Duration> said = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
      return size() > REMEMBERED;
    }
  };

  Repeats(Supplier<Duration> clock, Duration every) {
    this.clock = clock;
    this.every = every;
  }

  /** Whether it is to be said now. */
  synchronized boolean isDue(String what) {
    var now = clock.get();
    var last = said.get(what);
    if (last != null && now.minus(last).compareTo(every) < 0) {
      return false;
    }
    said.put(what, now);
    return true;
  }

  /** Forgets everything that begins like this. */
  synchronized void forget(String beginning) {
    said.keySet().removeIf(what -> what.startsWith(beginning));
  }
}
