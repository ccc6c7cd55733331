package org.translationjobs.testkit.simulation;

import java.time.Duration;

/** What goes wrong with one port call. */
public sealed interface Fault {
  record None() implements Fault {}

  /** The call has no effect and throws. */
  record UnavailableBefore() implements Fault {}

  /** The call has its effect and throws all the same. */
  record UnavailableAfter() implements Fault {}

  /** The worker dies before the call has its effect. */
  record KilledBefore() implements Fault {}

  /** The worker dies before it learns what came of the call. */
  record KilledAfter() implements Fault {}

  /** The call takes a while, before and after its effect. */
  record Slow(Duration before, Duration after) implements Fault {}

  /** The whole worker stands still for a while before the call has its effect. */
  record PausedBefore(Duration time) implements Fault {}

  /** The worker's own clock leaps forward. */
  record ClockLeap(Duration time) implements Fault {}
}
