package org.translationjobs.core.worker;

import java.time.Duration;
import org.translationjobs.core.time.Tasks.Signal;

/**
 * Looks about once a second whether there is anything to do, with one question, and tells the loops that
 * do it. These look for themselves, too, but seldom.
 */
final class NoticeWork {
  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final KeepClaims keepClaims;
  private final Sweep sweep;
  private final Signal claimWanted;
  private final Signal nudged;

  NoticeWork(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      KeepClaims keepClaims,
      Sweep sweep,
      Signal claimWanted) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.keepClaims = keepClaims;
    this.sweep = sweep;
    this.claimWanted = claimWanted;
    this.nudged = ports.tasks().newSignal();
  }

  void turn() throws InterruptedException {
    var look = ports.jobs().look(profile.id(), Sweep.LOOK_AT_RUNS_EVERY);
    keepClaims.learnHeld(look.heldEngines());
    if (look.claimable()) {
      claimWanted.raise();
    }
    sweep.want(look);
    nudged.await(pause());
  }

  void nudge() {
    nudged.raise();
  }

  /** Never longer than promised: workers that started together soon look at different times. */
  private Duration pause() {
    return Duration
        .ofNanos((long) (settings.poll().toNanos() * (0.95 + 0.05 * ports.tasks().random())));
  }
}
