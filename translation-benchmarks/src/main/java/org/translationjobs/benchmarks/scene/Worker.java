package org.translationjobs.benchmarks.scene;

/** A worker of a site. Thread-safe. */
public interface Worker extends AutoCloseable {
  /**
   * Returns when it works.
   *
   * @throws AssertionError
   *           with what it wrote, when it ends instead
   */
  void awaitReady();

  /**
   * @throws AssertionError
   *           with the end of what it wrote, when it does not live
   */
  void expectAlive();

  /** The most resident memory that it ever had, in MiB; 0 where nobody knows. */
  long peakMemory();

  /** Stops it in order. */
  @Override
  void close();
}
