package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Look;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;

/** The periodic look for what nobody told us about. Each duty is a loop's turn of its own. */
final class Sweep {
  private static final int BATCH = 100;
  /** How long jobs are left to their announcements while some wait in the queue. */
  static final Duration ANNOUNCED_FIRST = Duration.ofSeconds(10);
  private static final Duration RECOVER_EVERY = Duration.ofSeconds(10);
  private static final Duration CLEAN_EVERY = Duration.ofMinutes(2);
  static final Duration LOOK_AT_RUNS_EVERY = Duration.ofSeconds(20);
  private static final Duration CALLS_KEPT_FOR = Duration.ofDays(90);
  private static final Duration WORKERS_DEAD_FOR = Duration.ofDays(1);
  /** Long enough to put one back that was deleted by mistake. */
  private static final Duration NOVELS_GONE_FOR = Duration.ofDays(30);

  private static final List<Duty> ORDER = List.of(Duty.values());

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final ActivateJobs activateJobs;
  private final SettleRuns settleRuns;
  private final KeepClaims keepClaims;
  private final BooleanSupplier moreWait;
  private final Signal claimWanted;
  private final Events events;
  private final Signal nudgedJobs;
  private final Signal nudgedQueue;
  private final Signal nudgedCleaning;
  private final FailingJobs failing;
  private final Map<Duty, Tasks.Body> duties =
      Map.of(Duty.RESCUE, this::rescue, Duty.SETTLE, this::settle, Duty.START, this::start);
  private final Set<Duty> wanted = ConcurrentHashMap.newKeySet();
  private final Deque<JobId> found = new ArrayDeque<>();
  private int nextDuty;
  private Duration nextSweep;
  private Duration lastStart;
  private Duration nextCleaning;

  /** Leases that are over, runs that may be through, jobs nobody announced. */
  private enum Duty {
    RESCUE, SETTLE, START
  }

  /**
   * @param moreWait
   *          whether announcements wait in the queue
   */
  Sweep(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      ActivateJobs activateJobs,
      SettleRuns settleRuns,
      KeepClaims keepClaims,
      BooleanSupplier moreWait,
      Signal claimWanted,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.activateJobs = activateJobs;
    this.settleRuns = settleRuns;
    this.keepClaims = keepClaims;
    this.moreWait = moreWait;
    this.claimWanted = claimWanted;
    this.events = events;
    this.nudgedJobs = ports.tasks().newSignal();
    this.nudgedQueue = ports.tasks().newSignal();
    this.nudgedCleaning = ports.tasks().newSignal();
    this.failing = new FailingJobs(ports.tasks());
    this.lastStart = ports.tasks().now();
    this.nextSweep = ports.tasks().now();
    this.nextCleaning = ports.tasks().now();
  }

  void nudge() {
    nudgedJobs.raise();
    nudgedQueue.raise();
    nudgedCleaning.raise();
  }

  /** Asks for the duties of a job's way for which there seems to be something to do. */
  void want(Look look) {
    if (look.expired()) {
      wanted.add(Duty.RESCUE);
    }
    if (look.toSettle()) {
      wanted.add(Duty.SETTLE);
    }
    if (look.unannounced()) {
      wanted.add(Duty.START);
    }
    if (!wanted.isEmpty()) {
      nudgedJobs.raise();
    }
  }

  /**
   * The duties that are wanted, now and then all of them. What fails has its next try after the
   * others.
   */
  void jobs() throws InterruptedException {
    if (ports.tasks().now().compareTo(nextSweep) >= 0) {
      wanted.addAll(ORDER);
      nextSweep = ports.tasks().now().plus(jittered(settings.lookAnyway()));
    }
    for (var done = 0; done < ORDER.size(); done++) {
      var duty = ORDER.get(nextDuty);
      nextDuty = (nextDuty + 1) % ORDER.size();
      if (wanted.remove(duty)) {
        perform(duty);
      }
    }
    if (found.isEmpty()) {
      nudgedJobs.await(shorter(settings.lookAnyway(), Loop.LONGEST_WAIT));
    } else {
      wanted.add(Duty.START);
    }
  }

  private void perform(Duty duty) throws InterruptedException {
    try {
      Objects.requireNonNull(duties.get(duty)).run();
    } catch (RuntimeException | Error e) {
      wanted.add(duty);
      throw e;
    }
  }

  private void rescue() {
    if (keepClaims.databaseIsStable()) {
      for (var rescued : ports.claims().rescue(BATCH)) {
        events.tell(new WorkerEvent.SubtaskRescued(rescued.item(), rescued.failed()));
        claimWanted.raise();
      }
    }
  }

  private void settle() {
    ports.runs().toSettle(LOOK_AT_RUNS_EVERY, BATCH).forEach(settleRuns::want);
  }

  private void start() throws InterruptedException {
    if (found.isEmpty() && isLeftToAnnouncements()) {
      return;
    }
    lastStart = ports.tasks().now();
    var deadline = lastStart.plus(Loop.LONGEST_WORK);
    if (found.isEmpty()) {
      found.addAll(ports.jobs().unannounced(settings.patience(), BATCH));
    }
    while (!found.isEmpty() && ports.tasks().now().compareTo(deadline) < 0) {
      var job = found.remove();
      if (!failing.isLeftAlone(job)) {
        activate(job);
      }
    }
  }

  /** Most of what is PENDING while announcements wait has one among them. */
  private boolean isLeftToAnnouncements() {
    return moreWait.getAsBoolean()
        && ports.tasks().now().minus(lastStart).compareTo(ANNOUNCED_FIRST) < 0;
  }

  /** A job that cannot be activated is left alone for a while: the others must not wait for it. */
  private void activate(JobId job) throws InterruptedException {
    try {
      activateJobs.swept(job);
      failing.forget(job);
    } catch (RuntimeException e) {
      var pause = failing.leaveAlone(job);
      if (e instanceof UnavailableException) {
        throw e;
      }
      events.tell(
          new WorkerEvent.JobWaits(
              job, "it cannot be started, looked at again in " + pause.toSeconds() + " s: "
                  + e.getMessage()));
    }
  }

  /** Announcements that dead workers kept. */
  void queue() throws InterruptedException {
    var recovered = ports.announcements().recover(ports.workers().living());
    if (recovered > 0) {
      events.tell(new WorkerEvent.AnnouncementsRecovered(recovered));
    }
    nudgedQueue.await(jittered(RECOVER_EVERY));
  }

  /** Staged objects nobody needs, rows of deleted jobs. */
  void clean() throws InterruptedException {
    var left = nextCleaning.minus(ports.tasks().now());
    if (left.isPositive()) {
      nudgedCleaning.await(shorter(left, Loop.LONGEST_WAIT));
      return;
    }
    var paths = ports.housekeeping()
        .disposable(profile.store(), settings.stagingRetention(), BATCH);
    if (!paths.isEmpty()) {
      ports.staging().delete(paths);
      ports.housekeeping().disposed(paths);
    }
    ports.housekeeping().prune(WORKERS_DEAD_FOR, NOVELS_GONE_FOR);
    var isMore = condense() || paths.size() == BATCH;
    nextCleaning =
        ports.tasks().now().plus(isMore ? settings.poll() : jittered(CLEAN_EVERY));
  }

  /** Adds old calls up as long as a turn may work; true when there may be more of them. */
  private boolean condense() {
    var deadline = ports.tasks().now().plus(Loop.LONGEST_WORK);
    var condensed = ports.ledger().condense(CALLS_KEPT_FOR, BATCH);
    while (condensed == BATCH && ports.tasks().now().compareTo(deadline) < 0) {
      condensed = ports.ledger().condense(CALLS_KEPT_FOR, BATCH);
    }
    return condensed == BATCH;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private Duration jittered(Duration time) {
    return Duration.ofNanos((long) (time.toNanos() * (0.8 + 0.4 * ports.tasks().random())));
  }
}
