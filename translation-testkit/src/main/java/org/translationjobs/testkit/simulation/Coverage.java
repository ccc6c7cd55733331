package org.translationjobs.testkit.simulation;

import java.util.Map;
import java.util.TreeMap;

/** What happened in a simulation and how often: faults, transitions, happenings. */
public final class Coverage {
  private final Map<String, Integer> counts = new TreeMap<>();

  void saw(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** How often each thing happened, in the order of the names. */
  public Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
