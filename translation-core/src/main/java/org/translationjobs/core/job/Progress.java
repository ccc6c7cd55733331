package org.translationjobs.core.job;

/** How far a job is: finished subtasks of all its subtasks. */
public record Progress(int done, int total) {
  public Progress {
    if (done < 0 || total < 0) {
      throw new IllegalArgumentException("progress needs counts >= 0, got " + done + " of "
          + total);
    }
  }

  /** {@code min(100, floor(100 × done / total))}; 0 when there are no subtasks. */
  public int percent() {
    return total == 0 ? 0 : (int) Math.min(100L, 100L * done / total);
  }

  @Override
  public String toString() {
    return done + "/" + total + " (" + percent() + " %)";
  }
}
