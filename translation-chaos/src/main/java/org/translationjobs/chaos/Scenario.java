package org.translationjobs.chaos;

import java.util.Map;
import org.translationjobs.chaos.servers.Fleet;
import org.translationjobs.runtime.TranslationSystem;

/** One way to break things. */
public interface Scenario {
  /** As it is called on the command line. */
  String name();

  /** What it shows, in one line. */
  String promise();

  /**
   * Variables of its workers; {@code S3} stands for staging in the embedded S3, {@code CHAT} for
   * translating by the chat that is paid.
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Makes our schema, before anything is audited. */
  default void makeSchema(TranslationSystem system, Fleet fleet) {
    system.migrate();
  }

  /**
   * Breaks things, waits until all has come right, or the time for it is over, and says what it found.
   */
  Result play(Scene scene);
}
