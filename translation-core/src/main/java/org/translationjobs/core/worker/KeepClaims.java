package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

/**
 * Keeps this worker and its claims alive, and looks every second which claims no longer stand, so
 * that nothing more is paid for them.
 */
final class KeepClaims {
  /** Two of these are the longest time for which a call is paid that nobody wants any more. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  /** What is translated for longer than this is no matter of a moment. */
  private static final Duration SHOW_AFTER = Duration.ofSeconds(1);
  /** As old may be what an idle worker was told of held engines. */
  private static final Duration HELD_STANDS_FOR = Duration.ofMillis(1_500);

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final InFlight inFlight;
  private final EngineHealth engines;
  private final SettleRuns settleRuns;
  private final ReportOutcomes reports;
  private final Events events;
  private final Signal nudged;
  private Duration nextBeat;
  private volatile Duration stableSince;
  private volatile Duration heldSince;
  private volatile boolean beaten;
  private boolean failing;

  KeepClaims(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      InFlight inFlight,
      EngineHealth engines,
      SettleRuns settleRuns,
      ReportOutcomes reports,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.inFlight = inFlight;
    this.engines = engines;
    this.settleRuns = settleRuns;
    this.reports = reports;
    this.events = events;
    this.nudged = ports.tasks().newSignal();
    this.nextBeat = ports.tasks().now();
    this.stableSince = ports.tasks().now();
    this.heldSince = ports.tasks().now().minus(HELD_STANDS_FOR);
  }

  /**
   * Whether the database has answered for at least one lease: only then does a lease that is over mean
   * that its worker is dead, and not that nobody could renew. A worker that has just started cannot
   * know what was before.
   */
  boolean databaseIsStable() {
    return ports.tasks().now().minus(stableSince).compareTo(settings.lease()) >= 0;
  }

  /** Whether this worker has been entered among the living. */
  boolean hasBeaten() {
    return beaten;
  }

  void nudge() {
    nudged.raise();
  }

  void turn() throws InterruptedException {
    try {
      if (ports.tasks().now().compareTo(nextBeat) >= 0) {
        beat();
      } else if (inFlight.size() > 0) {
        lose(ports.claims().revoked(profile.id(), inFlight.claims()));
      }
      if (mustAskWhatIsHeld()) {
        heed(ports.holds().all());
      }
      showClaims();
      if (failing) {
        failing = false;
        stableSince = ports.tasks().now();
      }
    } catch (RuntimeException e) {
      failing = true;
      stableSince = ports.tasks().now();
      throw e;
    }
    nudged.await(settings.poll().compareTo(LOOK_EVERY) < 0 ? settings.poll() : LOOK_EVERY);
  }

  /**
   * Their subtasks' rows say from now on that they are in progress. Never beside a renewal, which would see one
   * half of it and take the claim for lost.
   */
  private void showClaims() {
    var silent = inFlight.silentFor(SHOW_AFTER);
    if (silent.isEmpty()) {
      return;
    }
    try {
      inFlight.shown(ports.claims().show(profile.id(), silent));
    } catch (UnavailableException e) {
      // the next turn tries again; whether the database is away, the heartbeat finds out
    } catch (TranslationJobsException e) {
      // whatever refuses that their rows are written: their leases must not end for it
      events.tell(new WorkerEvent.LoopFailed("heartbeat", e, 1, Duration.ZERO));
      inFlight.shown(silent.stream().map(Claim::id).toList());
    }
  }

  /** Of a chain the others go on; what only held engines may translate is not claimed at all. */
  void learnHeld(Set<String> heldEngines) {
    heldSince = ports.tasks().now();
    engines.hold(heldEngines);
  }

  private boolean mustAskWhatIsHeld() {
    return inFlight.size() > 0
        || (ports.engines().size() > 1
            && ports.tasks().now().minus(heldSince).compareTo(HELD_STANDS_FOR) >= 0);
  }

  /**
   * Begins no further call that a hold forbids. What a hold {@linkplain Hold.Kind#interrupts
   * interrupts} is among the revoked claims.
   */
  private void heed(List<Hold> holds) {
    var scopes =
        holds.stream()
            .filter(hold -> hold.kind().blocksClaims())
            .map(Hold::scope)
            .collect(Collectors.toUnmodifiableSet());
    learnHeld(
        scopes.stream()
            .flatMap(
                scope -> scope instanceof HoldScope.Engine(var name)
                    ? Stream.of(name)
                    : Stream.empty())
            .collect(Collectors.toUnmodifiableSet()));
    lose(
        inFlight.rest(
            job -> scopes.contains(new HoldScope.Fleet())
                || scopes.contains(new HoldScope.Job(job))));
  }

  private void beat() {
    var began = ports.tasks().now();
    ports.workers().beat(profile, settings.lease());
    beaten = true;
    var claims = inFlight.claims();
    if (!claims.isEmpty()) {
      lose(ports.claims().renew(profile.id(), claims, settings.lease()));
    }
    inFlight.confirmed(began);
    settleRuns.renewPromotions();
    nextBeat = began.plus(settings.heartbeat());
  }

  private void lose(Set<ClaimId> lost) {
    for (var held : inFlight.lose(lost)) {
      var item = held.claim.item();
      events.tell(new WorkerEvent.ClaimLost(item));
      settleRuns.want(item.run());
      if (held.stage == Held.Stage.WAITING) {
        // of a job that is held it would otherwise be taken back as if its worker had died
        reports.add(Outcome.handedBack(held));
      }
    }
  }
}
