package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The tasks of one worker, which die, pause and have their clock together. */
final class Crew {
  private final String name;
  final List<Mover> movers = new ArrayList<>();
  /** Movers that could move if the crew did not pause. */
  final List<Mover> held = new ArrayList<>();
  boolean dead;
  boolean paused;
  /** Calls that are slow at the moment. */
  int slow;
  Duration ahead = Duration.ZERO;
  Runnable onDeath = () -> {};
  /** What this worker alone cannot reach. */
  final Outages outages = new Outages();

  Crew(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
