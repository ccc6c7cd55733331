package org.translationjobs.testkit.simulation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Until when which system is away, for all or for one worker. */
final class Outages {
  /** What a port needs. */
  enum Needs {
    DATABASE, QUEUE, STORE;

    static Needs of(String port) {
      return switch (port) {
        case "Announcements" -> QUEUE;
        case "Staging", "Reading" -> STORE;
        default -> DATABASE;
      };
    }
  }

  private final Map<Needs, Long> until = new EnumMap<>(Needs.class);
  private final Map<Needs, Set<String>> noticed = new EnumMap<>(Needs.class);

  void begin(Needs system, long end) {
    until.merge(system, end, Math::max);
    noticed.put(system, new HashSet<>());
  }

  /** Whether this worker notices an outage only now: its call was perhaps under way before. */
  boolean surprises(Needs system, String worker, long now) {
    return isAway(system, now)
        && noticed.computeIfAbsent(system, none -> new HashSet<>()).add(worker);
  }

  void end() {
    until.clear();
  }

  boolean isAway(Needs system, long now) {
    var end = until.get(system);
    return end != null && now < end;
  }
}
