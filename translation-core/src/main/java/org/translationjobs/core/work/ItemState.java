package org.translationjobs.core.work;

/** Where a work item stands. */
public enum ItemState {
  /** Waits for a claim; due now or later. */
  READY,
  /** A worker holds it. */
  CLAIMED,
  /** Finished: its result is referenced. */
  DONE,
  /** Failed for good in this run. */
  FAILED,
  /** Not translated by its run: left out, over with its run, or in a status of someone else's. */
  ASIDE;

  /** Whether its run still waits for it. */
  public boolean isOpen() {
    return this == READY || this == CLAIMED;
  }
}
