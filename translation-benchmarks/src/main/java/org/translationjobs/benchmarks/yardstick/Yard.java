package org.translationjobs.benchmarks.yardstick;

import java.util.List;

/** Something that ours is compared with. Implementations have a constructor without arguments. */
public interface Yard {
  /**
   * Measures it, when its code has been compiled.
   *
   * @return how many per second
   */
  double measure(List<String> arguments) throws Exception;
}
