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
  Duration ahead = Duration.ZERO;
  Runnable onDeath = () -> {};

  Crew(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
