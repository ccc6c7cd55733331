package org.translationjobs.testkit.simulation;

/** Something that happens at a time, unless it is cancelled. */
final class Timer implements Comparable<Timer> {
  final long at;
  private final long number;
  private final Runnable action;
  private boolean cancelled;

  /**
   * @param number
   *          decides between timers of the same time
   */
  Timer(long at, long number, Runnable action) {
    this.at = at;
    this.number = number;
    this.action = action;
  }

  void cancel() {
    cancelled = true;
  }

  void fire() {
    if (!cancelled) {
      action.run();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public int compareTo(Timer other) {
    var order = Long.compare(at, other.at);
    return order != 0 ? order : Long.compare(number, other.number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timer timer && timer.at == at && timer.number == number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
