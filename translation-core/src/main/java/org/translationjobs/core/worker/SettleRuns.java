package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.time.Tasks.Task;

/** Brings runs to their end: settles those that may be through, and promotes those that are. */
final class SettleRuns {
  private static final int MOST_PROMOTIONS = 4;

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final PromoteRun promoteRun;
  private final Signal claimWanted;
  private final Events events;
  private final Signal changed;
  private final Set<RunId> wanted = new LinkedHashSet<>();
  private final Map<RunId, Promoting> promoting = new LinkedHashMap<>();

  private record Promoting(PromotionClaim claim, Task task) {}

  SettleRuns(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      PromoteRun promoteRun,
      Signal claimWanted,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.promoteRun = promoteRun;
    this.claimWanted = claimWanted;
    this.events = events;
    this.changed = ports.tasks().newSignal();
  }

  /** Asks for a run to be settled soon. */
  void want(RunId run) {
    synchronized (this) {
      wanted.add(run);
    }
    changed.raise();
  }

  void nudge() {
    changed.raise();
  }

  synchronized int promotions() {
    return promoting.size();
  }

  void turn() throws InterruptedException {
    var next = next();
    if (next.isEmpty()) {
      if (!changed.await(settings.poll())) {
        settings.onlyRun().ifPresent(this::want);
      }
      return;
    }
    try {
      settle(next.get());
    } catch (RuntimeException e) {
      want(next.get());
      throw e;
    }
  }

  void renewPromotions() {
    for (var promotion : current()) {
      if (!ports.promotions().renew(promotion.claim(), settings.lease())) {
        promotion.task().interrupt();
      }
    }
  }

  void interruptPromotions() {
    current().forEach(p -> p.task().interrupt());
  }

  private synchronized List<Promoting> current() {
    return List.copyOf(promoting.values());
  }

  private synchronized Optional<RunId> next() {
    if (promoting.size() >= MOST_PROMOTIONS) {
      return Optional.empty();
    }
    var first = wanted.stream().filter(run -> !promoting.containsKey(run)).findFirst();
    first.ifPresent(wanted::remove);
    return first;
  }

  private void settle(RunId run) {
    switch (ports.runs().settle(run, profile.id(), profile.store(), settings.lease())) {
      case Settled.GoesOn(var why, var takenIn) -> {
        if (takenIn > 0) {
          claimWanted.raise();
        }
      }
      case Settled.Promote(var claim) -> promote(claim);
      case Settled.JobFailed(var job, var message) ->
          events.tell(new WorkerEvent.JobFailed(job, message));
      case Settled.Ended(var job, var why) -> events.tell(new WorkerEvent.JobTakenAway(job, why));
    }
  }

  private void promote(PromotionClaim claim) {
    synchronized (this) {
      var task = ports.tasks().start("promote " + claim.job(), () -> {
        var again = Optional.<Duration>empty();
        try {
          again = promoteRun.run(claim);
        } finally {
          ended(claim.run());
        }
        if (again.isPresent()) {
          claimWanted.raise();
        }
      });
      promoting.put(claim.run(), new Promoting(claim, task));
    }
  }

  private void ended(RunId run) {
    synchronized (this) {
      promoting.remove(run);
    }
    changed.raise();
  }
}
