package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.worker.Arrivals.Begun;

/**
 * Keeps the slots busy: claims what this worker can serve, reads the source texts and starts the
 * translations. It claims no more than its free slots and what it will consume within about a second.
 */
final class ClaimWork implements ActivateJobs.Claiming {
  private static final int MOST_RUNS = 200;
  private static final int MOST_BACKLOG = 1_000;

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final Plan plan;
  private final Serving serving;
  private final EngineHealth engines;
  private final CircuitBreaker stagingBreaker;
  private final InFlight inFlight;
  private final ReportOutcomes reports;
  private final Throughput throughput;
  private final Events events;
  private final ClaimSignal wanted;
  /** Runs that this worker has started since the last turn, and room that is reserved. */
  private final Arrivals arrivals = new Arrivals();
  private final Set<String> toldUnservable = new LinkedHashSet<>();
  private final ReadSources readSources;
  private final Slots slots;
  /** Whether something woke this since it looked last, be it only that there is room again. */
  private boolean told = true;
  /** Whether there may be something that the last look did not find. */
  private boolean news = true;
  private Duration nextLook;
  /** Until then there is nothing to claim unless there are news: it was looked for. */
  private Duration nothingUntil;

  ClaimWork(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      Plan plan,
      Serving serving,
      EngineHealth engines,
      CircuitBreaker stagingBreaker,
      InFlight inFlight,
      TranslateSubtask translateSubtask,
      ReportOutcomes reports,
      Throughput throughput,
      Events events,
      ClaimSignal wanted) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.plan = plan;
    this.serving = serving;
    this.engines = engines;
    this.stagingBreaker = stagingBreaker;
    this.inFlight = inFlight;
    this.reports = reports;
    this.throughput = throughput;
    this.events = events;
    this.wanted = wanted;
    this.nextLook = ports.tasks().now();
    this.nothingUntil = nextLook;
    this.readSources = new ReadSources(ports.sourceTexts(), inFlight, reports);
    this.slots = new Slots(
        ports.tasks(), settings.concurrency(), inFlight, translateSubtask, reports, wanted);
  }

  /**
   * Where a subtask usually takes but a moment, three quarters of what there is room for: a start may have to
   * wait, and what else is due meanwhile must not. Elsewhere, and as long as that is not known, nothing.
   */
  @Override
  public Optional<FirstClaims> reserveFirst() {
    if (!throughput.isQuick() || capacity(plan) <= 1) {
      return Optional.empty();
    }
    var claims = 0;
    synchronized (arrivals) {
      var room = arrivals.isOpen() ? room() : 0;
      claims = Math.min(
          room - room / 4, Math.min(settings.concurrency(), readSources.atOnce()));
      arrivals.reserve(claims);
    }
    return claims > 0
        ? Optional.of(new FirstClaims(profile.id(), claims, settings.lease()))
        : Optional.empty();
  }

  /** What was claimed is held at once, so that it is renewed, and handed back when the worker stops. */
  @Override
  public void began(Optional<FirstClaims> reserved, Optional<Begun> run) {
    try {
      run.ifPresent(begun -> {
        if (hold(begun.claims(), begun.claimedAt(), false, true)) {
          arrivals.arrive(begun);
        }
      });
    } finally {
      arrivals.release(reserved.map(FirstClaims::atMost).orElse(0));
    }
    if (run.filter(Begun::hasMore).isPresent()) {
      wanted.raise();
    } else if (reserved.isPresent() || run.isPresent()) {
      wanted.raiseForRoom();
    }
  }

  /** Whether it would claim with the start of a run, but has no room just now. Thread-safe. */
  boolean isFull() {
    return throughput.isQuick() && room() == 0;
  }

  /** From now on nothing is claimed with the start of a run. */
  void stopFirst() {
    arrivals.stop();
  }

  void turn() throws InterruptedException {
    var arrived = beginArrived();
    slots.fill();
    if (inFlight.isAlone()) {
      var unused = reserveAlone();
    }
    var now = ports.tasks().now();
    var room = mayFind(now, arrived.areAll()) ? reserveRoom() : 0;
    if (room > 0) {
      nextLook = now.plus(settings.lookAnyway());
      try {
        told = arrived.more().isEmpty() ? claimSome(room) : claimBegun(arrived.more(), room);
      } finally {
        arrivals.release(room);
      }
    } else {
      told = false;
    }
    if (!told) {
      told = awaitWork();
    }
  }

  private int reserveRoom() {
    synchronized (arrivals) {
      var room = room();
      arrivals.reserve(room);
      return room;
    }
  }

  /**
   * @param isBusy
   *          with what has just begun: unless there are news, what else may have become due waits until that has
   *          ended or for a poll, whichever comes first
   */
  private boolean mayFind(Duration now, boolean isBusy) {
    news |= wanted.takeNews();
    var mayBeDue = !isBusy && now.compareTo(nothingUntil) >= 0;
    return (told && (news || mayBeDue)) || now.compareTo(nextLook) >= 0;
  }

  /** One that has claims keeps its reservation, and finds by itself what has become due. */
  private boolean awaitWork() throws InterruptedException {
    var mustTurn = inFlight.size() > 0 || settings.onlyRun().isPresent();
    return wanted.await(mustTurn ? settings.poll() : idle()) || mustTurn;
  }

  private Duration idle() {
    var longest = settings.lookAnyway();
    return longest.compareTo(Loop.LONGEST_WAIT) < 0 ? longest : Loop.LONGEST_WAIT;
  }

  private int room() {
    if (reports.backlog() > MOST_BACKLOG
        || inFlight.isAlone()
        || stagingBreaker.capacity(ports.tasks().now()) == 0) {
      return 0;
    }
    var running = inFlight.count(Held.Stage.RUNNING);
    var waiting = inFlight.count(Held.Stage.WAITING);
    var ahead = Math.min(
        throughput.ahead(ports.tasks().now(), settings.concurrency()), readSources.atOnce());
    var room = settings.concurrency() - running + ahead - waiting - arrivals.reserved();
    // While enough waits, claiming single items as they are consumed would only cost round trips.
    return waiting > ahead / 2 ? 0 : Math.max(0, room);
  }

  /**
   * What was claimed with its start and begins now.
   *
   * @param areAll
   *          whether nothing else is held, and there is no more where they come from
   * @param more
   *          runs to claim from without asking, for one that was idle
   */
  private record Arrived(boolean areAll, List<RunId> more) {}

  private Arrived beginArrived() {
    var arrived = arrivals.take();
    var claims = arrived.stream().flatMap(begun -> begun.claims().stream()).toList();
    var wasIdle = inFlight.size() == claims.size();
    readSources.of(claims);
    var more = wasIdle && capacity(plan) > 1
        ? arrived.stream().filter(Begun::hasMore).map(begun -> begun.run().run()).toList()
        : List.<RunId>of();
    return new Arrived(wasIdle && !claims.isEmpty() && more.isEmpty(), more);
  }

  /**
   * Claims without asking what there is. What else there may be has time until the first of these has
   * ended. Whether another turn should follow at once.
   */
  private boolean claimBegun(List<RunId> runs, int room) throws InterruptedException {
    var limit = Math.min(Math.min(room, settings.concurrency()), readSources.atOnce());
    var claimed = claimOthers(runs, limit);
    if (claimed == 0) {
      return claimSome(room);
    }
    slots.fill();
    return claimed >= limit;
  }

  /** Whether another turn should follow at once. */
  private boolean claimSome(int room) throws InterruptedException {
    var servable = servable(ports.claims().claimable(profile.id(), MOST_RUNS));
    news = false;
    var limit = room;
    if (servable.probes > 0 && servable.runs.size() == servable.probes) {
      limit = Math.min(room, servable.probes);
    }
    var mustEmpty = !servable.alone.isEmpty() && reserveAlone();
    if (!mustEmpty) {
      arrivals.open();
    }
    nothingUntil = ports.tasks().now();
    if (servable.runs.isEmpty()) {
      nothingUntil = nothingUntil.plus(settings.poll().dividedBy(2));
      return false;
    }
    if (mustEmpty) {
      // what may have killed its workers waits until it endangers nothing else
      arrivals.close();
      if (!isEmpty(room)) {
        return false;
      }
      if (claimAlone(servable.alone)) {
        return true;
      }
    }
    return claimOthers(servable.runs, limit) > 0
        || claimAloneIfEmpty(servable.alone, room);
  }

  /** How many. */
  private int claimOthers(List<RunId> runs, int limit) {
    var perRun = Math.max(1, (limit + runs.size() - 1) / runs.size());
    var claimedAt = ports.tasks().now();
    var silent = throughput.isQuick();
    var claims = ports.claims()
        .claim(
            profile.id(), List.copyOf(runs), perRun, Math.min(limit, readSources.atOnce()),
            settings.lease(),
            silent);
    if (hold(claims, claimedAt, false, silent)) {
      readSources.of(claims);
    }
    return claims.size();
  }

  /**
   * One worker at a time empties itself, so that the others' work does not wait for it; who has
   * nothing else to do needs no reservation.
   */
  private boolean reserveAlone() {
    return ports.claims().reserveAlone(profile.id(), settings.lease());
  }

  private boolean claimAloneIfEmpty(List<RunId> alone, int room) {
    if (alone.isEmpty() || inFlight.size() > 0) {
      return false;
    }
    arrivals.close();
    return isEmpty(room) && claimAlone(alone);
  }

  /**
   * Nothing is held, and nothing may arrive: what is reserved is this turn's own.
   *
   * @param own
   *          room that this turn has reserved
   */
  private boolean isEmpty(int own) {
    return arrivals.reserved() == own && inFlight.size() == 0;
  }

  private boolean claimAlone(List<RunId> runs) {
    var claimedAt = ports.tasks().now();
    var claim = ports.claims().claimAlone(profile.id(), runs, settings.lease());
    var claims = claim.stream().toList();
    if (hold(claims, claimedAt, true, false)) {
      readSources.of(claims);
    }
    return claim.isPresent();
  }

  /** False where nothing begins any more, and all were handed back. */
  private boolean hold(List<Claim> claims, Duration claimedAt, boolean alone, boolean silent) {
    var held = claims.stream().map(c -> new Held(c, claimedAt, alone, silent)).toList();
    var mayBegin = inFlight.hold(held);
    if (!mayBegin) {
      reports.handBack(held);
    }
    return mayBegin;
  }

  private record Servable(List<RunId> runs, List<RunId> alone, int probes) {}

  private Servable servable(List<ClaimableRun> runs) throws InterruptedException {
    var ids = new ArrayList<RunId>();
    var alone = new ArrayList<RunId>();
    var probes = 0;
    for (var run : runs) {
      if (settings.onlyRun().isPresent() && !settings.onlyRun().get().equals(run.run())) {
        continue;
      }
      var obstacle = serving.obstacle(run.plan(), run.languages());
      if (obstacle.isPresent()) {
        tellOnce(run, obstacle.get());
        continue;
      }
      var capacity = capacity(run.plan());
      if (capacity > 0) {
        ids.add(run.run());
        if (run.alone()) {
          alone.add(run.run());
        }
        probes += capacity == 1 ? 1 : 0;
      }
    }
    return new Servable(ids, alone, probes);
  }

  /** 0 when every engine of the plan is parked, 1 when one is due for a probe. */
  private int capacity(Plan of) {
    return of.isPlaceholder()
        ? Integer.MAX_VALUE
        : of.engines().stream().mapToInt(engines::capacity).max().orElse(0);
  }

  private void tellOnce(ClaimableRun run, String reason) {
    if (toldUnservable.size() > 1_000) {
      toldUnservable.clear();
    }
    if (toldUnservable.add(run.run() + " " + reason)) {
      events.tell(new WorkerEvent.JobNotServable(run.job(), reason));
    }
  }
}
