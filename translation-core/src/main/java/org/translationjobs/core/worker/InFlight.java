package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;

/** All claims that this worker holds, and whether it may still trust them. Thread-safe. */
final class InFlight {
  private final Tasks tasks;
  private final Duration lease;
  private final Runnable changed;
  private final Map<ClaimId, Held> held = new LinkedHashMap<>();
  private final Deque<Held> startable = new ArrayDeque<>();
  private final Map<Held.Stage, Integer> counts = new EnumMap<>(Held.Stage.class);
  private int alone;
  /** How many waited after the last claims were added. */
  private int supply;
  private boolean closed;
  private Duration confirmedAt;

  /**
   * @param changed
   *          is told when the supply of waiting claims gets low, and when claims leave
   */
  InFlight(Tasks tasks, Duration lease, Runnable changed) {
    this.tasks = tasks;
    this.lease = lease;
    this.changed = changed;
    this.confirmedAt = tasks.now();
  }

  /**
   * Holds new claims; none of them begins before it is {@linkplain #ready ready}.
   *
   * @return false where nothing begins any more: they have to be handed back
   */
  synchronized boolean hold(List<Held> claims) {
    for (var claim : claims) {
      held.put(claim.claim.id(), claim);
      counts.merge(claim.stage, 1, Integer::sum);
      alone += claim.alone ? 1 : 0;
    }
    return !closed;
  }

  /** These claims' source texts were read: they may begin. */
  synchronized void ready(List<Claim> claims, Map<ClaimId, SourceText> sources) {
    for (var claim : notBegun(claims)) {
      claim.source = sources.get(claim.claim.id());
      startable.add(claim);
    }
    supply = count(Held.Stage.WAITING);
  }

  /** Those of these claims that are still held, not lost, and have not begun, whether they might or not. */
  synchronized List<Held> notBegun(List<Claim> claims) {
    return claims.stream()
        .map(claim -> held.get(claim.id()))
        .filter(found -> found != null && found.stage == Held.Stage.WAITING && !found.lost)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** Lets nothing begin any more. */
  synchronized void close() {
    closed = true;
  }

  /** Takes the oldest waiting claim and lets it run, unless so many run already. */
  synchronized Optional<Held> beginNext(int most) {
    while (!closed && count(Held.Stage.RUNNING) < most && !startable.isEmpty()) {
      var next = startable.remove();
      if (isHeld(next) && next.stage == Held.Stage.WAITING && !next.lost) {
        enter(next, Held.Stage.RUNNING);
        next.runsSince = tasks.now();
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Remembers the task, so that it can be interrupted; at once if the claim is lost already. */
  synchronized void runs(Held claim, Tasks.Task task) {
    claim.task = task;
    if (claim.lost) {
      task.interrupt();
    }
  }

  /**
   * Lets no further engine call begin for the claims of these jobs, and lets those of all others go
   * on; calls under way end.
   *
   * @return the claims of these jobs for which nothing has begun
   */
  synchronized Set<ClaimId> rest(Predicate<JobId> jobs) {
    var waiting = new LinkedHashSet<ClaimId>();
    for (var claim : held.values()) {
      claim.resting = jobs.test(claim.claim.item().job());
      if (claim.resting && claim.stage == Held.Stage.WAITING) {
        waiting.add(claim.claim.id());
      }
    }
    return waiting;
  }

  synchronized boolean rests(Held claim) {
    return claim.resting;
  }

  synchronized boolean isLost(Held claim) {
    return claim.lost;
  }

  /** Its slot is free; the claim stays held until its outcome is written down. */
  void reporting(Held claim) {
    boolean isLow;
    synchronized (this) {
      enter(claim, Held.Stage.REPORTING);
      claim.task = null;
      isLow = 2 * count(Held.Stage.WAITING) <= supply;
    }
    if (isLow) {
      changed.run();
    }
  }

  void remove(Collection<ClaimId> claims) {
    synchronized (this) {
      for (var claim : claims) {
        var gone = held.remove(claim);
        if (gone != null) {
          counts.merge(gone.stage, -1, Integer::sum);
          alone -= gone.alone ? 1 : 0;
        }
      }
    }
    changed.run();
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
  synchronized List<Claim> claims() {
    return held.values().stream().map(h -> h.claim).toList();
  }

  /** Silent claims that have been running for so long. */
  synchronized List<Claim> silentFor(Duration atLeast) {
    var before = tasks.now().minus(atLeast);
    return held.values()
        .stream()
        .filter(h -> h.silent && !h.lost && h.stage == Held.Stage.RUNNING)
        .filter(h -> h.runsSince != null && h.runsSince.compareTo(before) <= 0)
        .map(h -> h.claim)
        .toList();
  }

  /** These are not silent any more. */
  synchronized void shown(Collection<ClaimId> claims) {
    for (var claim : claims) {
      var shown = held.get(claim);
      if (shown != null) {
        shown.silent = false;
      }
    }
  }

  synchronized List<Held> in(Held.Stage stage) {
    return new ArrayList<>(held.values().stream().filter(h -> h.stage == stage).toList());
  }

  synchronized int count(Held.Stage stage) {
    return counts.getOrDefault(stage, 0);
  }

  /** Whether an outcome is still to come, because something runs or waits for its turn. */
  synchronized boolean expectsOutcomes() {
    return count(Held.Stage.RUNNING) + count(Held.Stage.WAITING) > 0;
  }

  private boolean isHeld(Held claim) {
    return held.get(claim.claim.id()) == claim;
  }

  private void enter(Held claim, Held.Stage stage) {
    if (isHeld(claim)) {
      counts.merge(claim.stage, -1, Integer::sum);
      counts.merge(stage, 1, Integer::sum);
    }
    claim.stage = stage;
  }

  /** Whether a claim is held that runs alone. */
  synchronized boolean isAlone() {
    return alone > 0;
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
