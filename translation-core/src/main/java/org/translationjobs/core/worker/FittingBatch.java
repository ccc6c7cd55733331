package org.translationjobs.core.worker;

/**
 * How many texts are read at once: the fewer, the longer those read before were. At most twice as many as before, so
 * that a few short ones say little of many. Changed by one thread, asked by any.
 */
final class FittingBatch {
  private final long mostCharacters;
  private final int largest;
  private volatile int size;

  /**
   * @param mostCharacters
   *          of a batch, as far as the one before it lets foresee
   */
  FittingBatch(int first, int largest, long mostCharacters) {
    this.size = first;
    this.largest = largest;
    this.mostCharacters = mostCharacters;
  }

  /** At least 1. */
  int size() {
    return size;
  }

  /** So many texts were read, with so many characters in all. */
  void read(int texts, long characters) {
    var fitting = mostCharacters * texts / Math.max(1, characters);
    size = (int) Math.clamp(fitting, 1, Math.min(largest, 2L * size));
  }

  /** So many could not be read at once. */
  void failed(int texts) {
    size = Math.max(1, texts / 2);
  }
}
