package org.translationjobs.testkit.simulation.storm;

import java.util.List;
import java.util.stream.Stream;

/** Something that befalls the workers, or that people and other services do meanwhile. */
public interface Happening {
  /** Unique among all happenings. */
  String name();

  /**
   * Happens now.
   *
   * @return false when there was nothing to which it could happen
   */
  boolean happen(Stage stage) throws InterruptedException;

  /** All that there are. */
  static List<Happening> all() {
    return Stream
        .<Happening[]>of(
            WorkerTrouble.values(), QueueTrouble.values(), StoreTrouble.values(),
            DatabaseTrouble.values(), EngineTrouble.values(), OperatorAct.values(),
            ForeignWrite.values(), ForeignJob.values(), OddSubtask.values())
        .flatMap(Stream::of)
        .toList();
  }
}
