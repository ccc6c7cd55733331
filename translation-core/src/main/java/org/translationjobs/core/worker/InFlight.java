package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.work.ClaimId;

/** All claims that this worker holds, and whether it may still trust them. Thread-safe. */
final class InFlight {
  private final Tasks tasks;
  private final Duration lease;
  private final Signal changed;
  private final Map<ClaimId, Held> held = new LinkedHashMap<>();
  private Duration confirmedAt;

  /**
   * @param changed
   *          raised whenever a claim leaves
   */
  InFlight(Tasks tasks, Duration lease, Signal changed) {
    this.tasks = tasks;
    this.lease = lease;
    this.changed = changed;
    this.confirmedAt = tasks.now();
  }

  synchronized void add(List<Held> claims) {
    claims.forEach(h -> held.put(h.claim.id(), h));
  }

  /** Takes the oldest waiting claim and lets it run, unless so many run already. */
  synchronized Optional<Held> beginNext(int most) {
    if (count(Held.Stage.RUNNING) >= most) {
      return Optional.empty();
    }
    var next = held.values()
        .stream()
        .filter(h -> h.stage == Held.Stage.WAITING && !h.lost)
        .findFirst();
    next.ifPresent(h -> h.stage = Held.Stage.RUNNING);
    return next;
  }

  /** Remembers the task, so that it can be interrupted; at once if the claim is lost already. */
  synchronized void runs(Held claim, Tasks.Task task) {
    claim.task = task;
    if (claim.lost) {
      task.interrupt();
    }
  }

  synchronized boolean isLost(Held claim) {
    return claim.lost;
  }

  /** Its slot is free; the claim stays held until its outcome is written down. */
  void reporting(Held claim) {
    synchronized (this) {
      claim.stage = Held.Stage.REPORTING;
      claim.task = null;
    }
    changed.raise();
  }

  void remove(ClaimId claim) {
    synchronized (this) {
      held.remove(claim);
    }
    changed.raise();
  }

  /**
   * Interrupts what is done for claims that are no longer ours, and lets none of them begin. One whose
   * outcome is being written down is left alone: it may be gone because that has just succeeded.
   *
   * @return those that were not known to be lost
   */
  synchronized List<Held> lose(Collection<ClaimId> claims) {
    var lost = new ArrayList<Held>();
    for (var claim : claims) {
      var found = held.get(claim);
      if (found != null && !found.lost && found.stage != Held.Stage.REPORTING) {
        found.lost = true;
        lost.add(found);
      }
    }
    for (var claim : lost) {
      if (claim.task != null) {
        claim.task.interrupt();
      }
    }
    return lost;
  }

  /** In the order of claiming. */
  synchronized Set<ClaimId> ids() {
    return new LinkedHashSet<>(held.keySet());
  }

  synchronized List<Held> in(Held.Stage stage) {
    return new ArrayList<>(held.values().stream().filter(h -> h.stage == stage).toList());
  }

  synchronized int count(Held.Stage stage) {
    return (int) held.values().stream().filter(h -> h.stage == stage).count();
  }

  /** Whether a claim is held that runs alone. */
  synchronized boolean isAlone() {
    return held.values().stream().anyMatch(h -> h.alone);
  }

  synchronized int size() {
    return held.size();
  }

  /** A renewal that began at this time has reached the database. */
  synchronized void confirmed(Duration began) {
    confirmedAt = began;
  }

  /** Whether the lease of a claim cannot be over yet. */
  synchronized boolean trusts(Held claim) {
    var since = claim.claimedAt.compareTo(confirmedAt) > 0 ? claim.claimedAt : confirmedAt;
    return tasks.now().minus(since).compareTo(lease) < 0;
  }
}
